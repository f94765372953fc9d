import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream, existsSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { codeOf, Failure } from '../failure.ts'

/** Folders of the data folder whose files never change once they are there: each is named after its own hash. */
export const KEPT_FOLDERS = ['evidence/original', 'evidence/served', 'histories'] as const

/**
 * Puts a file at `target` that is there for good once this resolves: by a link where the disk is the same, otherwise
 * as a copy. With `sha256` a copy that doesn't match is refused. Does nothing when the file is there.
 */
export async function keepFile(source: string, target: string, sha256?: string): Promise<void> {
  if (existsSync(target)) return
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    return await link(source, target)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) === 'ENOENT') throw error
  }
  const draft = `${target}.part`
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(createReadStream(source), hashed, createWriteStream(draft, { mode: 0o600 }))
    if (sha256 !== undefined && hash.digest('hex') !== sha256)
      throw new Failure(
        `${source} 与校验值不符，没有备份：请先运行 chuangwei verify。(Does not match its checksum: run verify.)`,
      )
    const file = await open(draft, constants.O_RDONLY)
    await file.sync()
    await file.close()
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Brings everything in the kept folders from one place to another. Returns how much there is now, and what failed. */
export async function keepFolders(
  from: string,
  to: string,
): Promise<{ files: number; bytes: number; damaged: string[] }> {
  const sum = { files: 0, bytes: 0, damaged: [] as string[] }
  for (const folder of KEPT_FOLDERS) {
    for await (const path of filesBelow(join(from, folder))) {
      const name = basename(path)
      // Compressed histories are named after what they say, not after their bytes.
      const sha256 = folder === 'histories' ? undefined : name.replace(/\.jpg$/, '')
      try {
        await keepFile(path, join(to, folder, relative(join(from, folder), path)), sha256)
        sum.files += 1
        sum.bytes += (await stat(path)).size
      } catch (error) {
        // Photos of what was never sent are taken away again, perhaps just now.
        if (codeOf(error) === 'ENOENT' && !existsSync(path)) continue
        if (!(error instanceof Failure)) throw error
        sum.damaged.push(relative(from, path))
      }
    }
  }
  return sum
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  if (!existsSync(folder)) return
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile() && !entry.name.endsWith('.part')) yield path
  }
}
