import { randomUUID, timingSafeEqual } from 'node:crypto'
import { keyed } from './vault.ts'

/** A page that is being filled in: photos belong to it, and nothing is sent in sooner than a person can write. */

/** Younger than this it was no person's, ms; older, the page was left open for days. */
const LEAST_MS = 4_000
const MOST_MS = 72 * 3_600_000

export type Draft = { id: string; ageMs: number }

const mark = (secret: string, id: string, at: string) => keyed(secret, 'draft', `${id}.${at}`).toString('base64url')

/** A token for a new draft, signed so that nobody makes their own. */
export function newDraft(secret: string, now: number): string {
  const id = randomUUID()
  const at = now.toString(36)
  return `${id}.${at}.${mark(secret, id, at)}`
}

/** The draft of a token, or null when it is not one of ours or too old. */
export function readDraft(secret: string, token: string, now: number): Draft | null {
  const [id = '', at = '', signed = ''] = token.split('.')
  const right = Buffer.from(mark(secret, id, at))
  const given = Buffer.from(signed)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const ageMs = now - Number.parseInt(at, 36)
  return ageMs >= 0 && ageMs <= MOST_MS ? { id, ageMs } : null
}

export const isOldEnough = ({ ageMs }: Draft): boolean => ageMs >= LEAST_MS
