import { localTime } from './calendar.ts'

/** The commands of a restore, as whoever is on call types them into a shell. */

export type Wanted = {
  dataDir: string
  place: string
  hasSecrets: boolean
  /** The instant to go back to, ISO; null for as far as there is anything. */
  until: string | null
  /** Where a drill restores to, beside the installation that runs; null when it is meant. */
  drill: string | null
}

/** A word as a shell takes it. */
const quoted = (word: string): string => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** An instant as `--until` takes it: the county's clock to the second, never later than what was meant. */
const untilWord = (at: string): string => `${localTime(at)}:${at.slice(17, 19)}`

/**
 * Returns what is moved aside and what restores. Backups that lie inside the data folder move with it; the log that
 * is still on the old disk is named, so that the last minute comes back too.
 */
export function restoreSteps({ dataDir, place, hasSecrets, until, drill }: Wanted): {
  move: string | null
  restore: string
} {
  const old = `${dataDir}.old`
  const isInside = place === dataDir || place.startsWith(`${dataDir}/`)
  const from = drill === null && isInside ? `${old}${place.slice(dataDir.length)}` : place
  const words = ['npm', 'run', '-s', 'chuangwei', '--', 'restore', '--from', quoted(from)]
  if (until !== null) words.push('--until', quoted(untilWord(until)))
  if (drill === null && !isInside) words.push('--wal', quoted(`${old}/postgres/pg_wal`))
  if (!hasSecrets) words.push('--secrets', quoted(`${drill === null ? old : dataDir}/secrets.json`))
  return {
    move: drill === null ? `mv ${quoted(dataDir)} ${quoted(old)}` : null,
    restore: `CHUANGWEI_DATA=${quoted(drill ?? dataDir)} ${words.join(' ')}`,
  }
}
