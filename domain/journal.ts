import type { Command } from './commands.ts'
import type { Actor } from './people.ts'

/**
 * What has entered a case's story, in order: with the same entries the same story is told again. An entry that came
 * in the same breath as the one before it, so that the story had heard neither, is marked `with`.
 */
export type Entry = { at: number; with?: true } & Entered
export type Entered =
  /** A person's act that the rules allowed. */
  | { act: Command }
  /** Another case said something. */
  | { heard: string; said: unknown }
  /** The world's answer to the story's question of this number, or why there is none. */
  | { answer: number; value?: unknown; failure?: string }
  /** A wait, of this number, is over without what was waited for. */
  | { over: number }
  /** The story was told, from here on, by code that was changed so. */
  | { changed: string }
  /** A case that this one gave rise to has come to its end. */
  | { ended: string; value?: unknown; failure?: string }

/** As the database keeps it: the command has a row of its own, and only the people whom its form names are added. */
export type StoredEntry =
  | Exclude<Entry, { act: Command }>
  | { at: number; with?: true; command: string; people?: Record<string, Actor> }

/** What is kept of an entry: of an act, which command it was. */
export function storedOf(entry: Entry): StoredEntry {
  if (!('act' in entry)) return entry
  const { act, ...when } = entry
  return { ...when, command: act.id, ...(Object.keys(act.people).length > 0 ? { people: act.people } : {}) }
}

/** How a story began: everything else that it is told is in the entries. */
export type Beginning = { kind: string; input: unknown; at: number; seed: number }

/** A part of the journal on its way to the database: `from` is how many entries came before it. */
export type JournalPart = { from: number; entries: StoredEntry[]; beginning?: Beginning }

/**
 * What a new run of a case is told: how much of its journal is kept in the database, and what came since. With
 * `stored` null it reads all that is kept there, because the run before it was lost.
 */
export type Past = { stored: number | null; since: Entry[]; beginning: Beginning }

/** How a run begins, as whoever starts it says; a case that began before there was a journal was told nothing. */
export const ANEW = 'anew'
export type Start = typeof ANEW | Past
