import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readArchiver } from '../../db/figures.ts'
import { lastOperation } from '../../db/operations.ts'
import { RestoreFinding, type RestoreView } from '../../domain/backups.ts'
import type { App } from '../context.ts'
import { backupPlaces } from './places.ts'

const Noted = z.object({ backup: z.string(), until: z.string().nullable(), reached: z.string().nullable() })

/** What there is to restore from, and what the last restore came to. */
export async function restoreView({ db, config }: App): Promise<RestoreView> {
  const [backup, restore, archiver] = await Promise.all([
    lastOperation(db, 'BACKUP'),
    lastOperation(db, 'RESTORE'),
    readArchiver(db),
  ])
  const dataDir = resolve(config.dataDir)
  const place = z.string().safeParse(backup?.detail.place)
  const noted = Noted.safeParse(restore?.detail)
  const finding = RestoreFinding.safeParse(restore?.detail)
  return {
    dataDir: (await isOwn(dataDir, config.databaseUrl)) ? dataDir : null,
    places: await backupPlaces(dataDir, place.success ? place.data : null),
    loggedUntil: archiver?.keptAt?.toISOString() ?? null,
    now: new Date().toISOString(),
    last:
      restore && noted.success
        ? { at: restore.at.toISOString(), ...noted.data, finding: finding.success ? finding.data : null }
        : null,
  }
}

/** Whether the database is the one in the data folder, which alone `chuangwei restore` brings back. */
async function isOwn(dataDir: string, databaseUrl: string): Promise<boolean> {
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) return false
  try {
    const ports = z
      .object({ postgres: z.number() })
      .parse(JSON.parse(await readFile(join(dataDir, 'ports.json'), 'utf8')))
    return new URL(databaseUrl).port === String(ports.postgres)
  } catch {
    return false
  }
}
