import { join } from 'node:path'
import { projectDir } from './data-dir.ts'

/** How often a quiet database hands over what it has written, s: the most that a lost disk can cost. */
const ARCHIVE_SECONDS = 60

/** The file that names the folder where finished pieces of the write-ahead log are kept. The first backup makes it. */
export const archivePlace = (dataDir: string): string => join(dataDir, 'wal-archive.json')

/** The program that keeps one piece; PostgreSQL's account must be able to read it and Node.js. */
export const archiveProgram = join(projectDir, 'bin', 'archive-wal.mjs')

/** Returns a word as PostgreSQL's shell commands take it, their own `%` doubled. */
export function shellWord(word: string): string {
  const quoted = process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`
  return quoted.replaceAll('%', '%%')
}

/** Returns the settings that the embedded PostgreSQL of a data folder runs with. */
export function postgresSettings(dataDir: string): Record<string, string> {
  const place = shellWord(archivePlace(dataDir))
  const keep = `${[process.execPath, archiveProgram].map(shellWord).join(' ')} ${place} "%p" "%f"`
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    lc_messages: 'C',
    log_checkpoints: 'off',
    archive_mode: 'on',
    archive_timeout: `${ARCHIVE_SECONDS}s`,
    // Without a backup to start from, these pieces are of no use to anybody.
    archive_command: process.platform === 'win32' ? `if exist ${place} ${keep}` : `test ! -f ${place} || exec ${keep}`,
  }
}
