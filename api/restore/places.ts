import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { type BackupPlace, type KnownBackup, Manifest, MANIFEST, SECRETS } from '../../domain/backups.ts'

/** Where the database's log goes: `…/wal` beside the backups. Null before the first backup. */
async function logFolder(dataDir: string): Promise<string | null> {
  const file = join(dataDir, 'wal-archive.json')
  if (!existsSync(file)) return null
  const said = z.object({ folder: z.string() }).safeParse(JSON.parse(await readFile(file, 'utf8')))
  return said.success ? said.data.folder : null
}

/**
 * The folders that hold backups of an installation: its own, where its log goes, and where the last one went. One
 * that cannot be read, as on a disk that is not mounted, holds none.
 */
export async function backupPlaces(dataDir: string, noted: string | null): Promise<BackupPlace[]> {
  const log = await logFolder(dataDir)
  const places = new Set([join(dataDir, 'backups'), ...(log ? [dirname(log)] : []), ...(noted ? [noted] : [])])
  const found = await Promise.all([...places].map((place) => readPlace(place, log === join(place, 'wal'))))
  return found.filter(({ backups, damaged, keepsLog }) => backups.length + damaged.length > 0 || keepsLog)
}

async function readPlace(place: string, keepsLog: boolean): Promise<BackupPlace> {
  const bases = join(place, 'base')
  const names = await readdir(bases).catch(() => [])
  const damaged: string[] = []
  const backups: KnownBackup[] = []
  for (const name of names.filter((one) => !one.endsWith('.part'))) {
    const written = await readFile(join(bases, name, MANIFEST), 'utf8').catch(() => null)
    const manifest = written === null ? null : read(written)
    if (!manifest) damaged.push(name)
    else
      backups.push({
        name,
        finishedAt: manifest.finishedAt,
        ...manifest.ledger,
        files: manifest.evidence.files,
        bytes: manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
        hasSecrets: manifest.files.some((file) => file.name === SECRETS),
      })
  }
  backups.sort((one, other) => other.finishedAt.localeCompare(one.finishedAt))
  return { place, backups, damaged, keepsLog }
}

function read(written: string): Manifest | null {
  try {
    return Manifest.parse(JSON.parse(written))
  } catch {
    return null
  }
}
