import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { chooseOwner } from '../postgres-binaries.ts'
import { archivePlace } from '../postgres-settings.ts'
import { keepFile } from './files.ts'

const PIECE = /^[0-9A-F]{24}/
const HISTORY = /^[0-9A-F]{8}\.history/

export const walFolder = (place: string): string => join(place, 'wal')

/** The place of a piece in the log, whatever the timeline on which it was written. */
const position = (name: string): string => name.slice(8, 24)

/** Returns the pieces of a folder that a restore from piece `start` on may need, and all that say how timelines part. */
export function piecesSince(folder: string, start: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(
    (name) =>
      !name.endsWith('.part') &&
      (HISTORY.test(name) || (PIECE.test(name) && !name.includes('.backup') && position(name) >= position(start))),
  )
}

/** Returns the folder where the log of this installation is kept, or null before its first backup. */
export function archiveFolder(dataDir: string): string | null {
  const file = archivePlace(dataDir)
  if (!existsSync(file)) return null
  return z.object({ folder: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).folder
}

/** From now on the log is kept in `place`. Returns its folder. */
export function archiveInto(dataDir: string, place: string): string {
  const folder = walFolder(place)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const owner = chooseOwner(join(dataDir, 'postgres'))
  if (owner) {
    chownSync(folder, owner.uid, owner.gid)
    // PostgreSQL runs as another user when we are root, and must be able to pass through.
    chmodSync(place, (statSync(place).mode & 0o777) | 0o011)
  }
  const file = archivePlace(dataDir)
  writeFileSync(`${file}.new`, `${JSON.stringify({ folder })}\n`, { mode: 0o644 })
  renameSync(`${file}.new`, file)
  return folder
}

/** Resolves once PostgreSQL has put a piece into the folder. Rejects with a Failure after `ms` milliseconds. */
export async function untilKept(folder: string, piece: string, ms = 120_000): Promise<void> {
  for (const end = Date.now() + ms; !existsSync(join(folder, `${piece}.gz`)); await sleep(100)) {
    if (Date.now() > end)
      throw new Failure(
        `数据库日志没有写入 ${folder}：请检查这个目录的空间和权限，原因见 logs/postgres.log，然后重新备份。(The log is not being kept: check space and permissions.)`,
      )
  }
}

/** Puts the pieces that a backup needs beside it when they are kept elsewhere. */
export async function bringPieces(from: string, place: string, start: string): Promise<void> {
  const folder = walFolder(place)
  if (folder === from) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of piecesSince(from, start)) await keepFile(join(from, name), join(folder, name))
}

/** Removes the pieces that no kept backup needs any more. Returns how many. */
export function dropPieces(place: string, oldestStart: string): number {
  const folder = walFolder(place)
  const stale = readdirSync(folder).filter((name) => PIECE.test(name) && position(name) < position(oldestStart))
  for (const name of stale) rmSync(join(folder, name), { force: true })
  return stale.length
}
