import { createHash, randomUUID } from 'node:crypto'
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { refusal } from '../../domain/refusals.ts'
import { MAX_PHOTO_BYTES } from '../../domain/photos.ts'
import { RefusalError } from '../errors.ts'

/** A file in quarantine: complete, on disk, and nothing known about what it is. */
export type Quarantined = { path: string; bytes: number; sha256: string }

/** Beyond this, in bytes, a sender who is refused is cut off instead of listened to. */
const PATIENCE = 64 * 1024 * 1024

const tooLarge = (most: number) =>
  new RefusalError(refusal('FILE_TOO_LARGE', { megabytes: String(most / 1024 / 1024) }))
const diskFull = () => new RefusalError(refusal('DISK_FULL'))

/**
 * Streams an upload into a quarantine file of `folder`, hashing as it comes, and never keeps more than a chunk
 * in memory. Throws a RefusalError when it is larger than `most` bytes, breaks off, or the disk has less than
 * `reserve` bytes left; then no file stays behind.
 */
export async function receive(
  body: Readable,
  folder: string,
  declared: number,
  reserve: number,
  most = MAX_PHOTO_BYTES,
): Promise<Quarantined> {
  if (declared > most) throw tooLarge(most)
  const disk = await statfs(folder)
  // The database shares the disk: uploads stop long before it would.
  if (disk.bavail * disk.bsize < reserve) throw diskFull()
  const path = join(folder, `${randomUUID()}.part`)
  try {
    return { path, ...(await write(body, path, most)) }
  } catch (error) {
    await rm(path, { force: true })
    throw toldFailure(error)
  }
}

async function write(body: Readable, path: string, most: number): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    // Destroying the request would cut the connection before the answer is read.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) throw tooLarge(most)
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** What a sender is told for an error of the disk or the connection. */
export function toldFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return diskFull()
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new RefusalError(refusal('UPLOAD_BROKEN_OFF'))
  return error
}

/**
 * Lets what is left of a refused upload run out, because a browser reads the answer only after it has sent
 * everything; cuts off whoever sends without end.
 */
export async function drain(body: Readable): Promise<void> {
  let left = PATIENCE
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      left -= chunk.length
      if (left < 0) return
    }
  } catch {
    // The sender has gone: there is nobody to answer.
  }
}
