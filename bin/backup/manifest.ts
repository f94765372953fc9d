import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Manifest, MANIFEST } from '../../domain/backups.ts'
import { Failure } from '../failure.ts'

/** A finished backup: `folder` is its own, `place` holds it beside the log and the evidence it shares with others. */
export type Backup = { place: string; folder: string; name: string; manifest: Manifest }

/** The last entry of a case's ledger as the backup found it: what a restore must contain, unaltered. */
export const Head = z.object({ caseId: z.string(), seq: z.number(), hash: z.string() })
export type Head = z.infer<typeof Head>

export const CLUSTER = 'postgres.tar.gz'
export const LABEL = 'backup_label'
export const HEADS = 'heads.json.gz'

/** What belongs to an installation beside its database. */
export const FILES = ['ports.json', 'choices.json'] as const

/** Returns the SHA-256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Returns the finished backups of a place, oldest first. One that was cut short has no manifest and is left out. */
export function listBackups(place: string): Backup[] {
  const bases = join(place, 'base')
  if (!existsSync(bases)) return []
  return readdirSync(bases)
    .filter((name) => existsSync(join(bases, name, MANIFEST)) && !name.endsWith('.part'))
    .map((name) => ({ place, folder: join(bases, name), name, manifest: readManifest(join(bases, name)) }))
    .sort((a, b) => a.manifest.finishedAt.localeCompare(b.manifest.finishedAt))
}

function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST)
  try {
    return Manifest.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Failure(`${file} 已损坏：请改用另一份备份。(Damaged: use another backup.)`)
  }
}

/** Throws a Failure that names the first file of a backup that is missing or altered. */
export async function checkFiles({ folder, manifest }: Backup): Promise<void> {
  for (const { name, bytes, sha256 } of manifest.files) {
    const path = join(folder, name)
    const isWhole = existsSync(path) && statSync(path).size === bytes && (await hashFile(path)) === sha256
    if (!isWhole)
      throw new Failure(
        `备份文件 ${path} 缺失或与校验值不符：请改用另一份备份。(Missing or altered: use another backup.)`,
      )
  }
}
