import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256OfKey } from '../../db/evidence.ts'

/** A quarantine file older than this belongs to a process that was killed. Ms. */
const FORGOTTEN = 3_600_000

/** Where uploads arrive: the same file system, so that putting a file in place is one step. */
export const quarantine = (dataDir: string): string => join(dataDir, 'evidence', 'incoming')

/** Makes the quarantine folder and clears what killed processes left in it. */
export async function openQuarantine(dataDir: string): Promise<string> {
  const folder = quarantine(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > FORGOTTEN) await rm(path, { force: true })
  }
  return folder
}

/**
 * Puts a file that is already flushed to disk into its place for good; it survives a power cut once this
 * returns. What lies there is the same bytes by construction, and is replaced: that heals a damaged file.
 */
export async function settle(dataDir: string, key: string, from: string): Promise<void> {
  const path = join(dataDir, key)
  const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rename(from, path)
  // A new folder is itself an entry of the folder above it.
  for (let folder = dirname(path), end = dirname(made ?? path); ; folder = dirname(folder)) {
    await flushFolder(folder)
    if (folder === end || folder === dataDir) return
  }
}

/** Writes bytes to disk and puts them into their place, as `settle` does. */
export async function write(dataDir: string, key: string, bytes: Buffer): Promise<void> {
  const path = join(quarantine(dataDir), `${randomUUID()}.part`)
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await settle(dataDir, key, path)
  } finally {
    await rm(path, { force: true })
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no such thing as flushing a folder.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The bytes behind a key, or null when they are missing or are not those that were stored. */
export async function readWhole(dataDir: string, key: string): Promise<Buffer | null> {
  const bytes = await readFile(join(dataDir, key)).catch(() => null)
  if (!bytes) return null
  return createHash('sha256').update(bytes).digest('hex') === sha256OfKey(key) ? bytes : null
}
