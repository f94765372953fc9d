import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import type { StuckItem } from '../../domain/stuck-views.ts'
import type { Person } from './people.ts'

/** What is found is found within a minute of its cause. ms */
const WITHIN = 60_000

/** Between two times of asking the board to look. ms */
const ASKING = 2_000

/** What the board says of a case, or of what belongs to none; nobody asks it to look. */
export async function onBoard(reader: Person, caseId: string | null): Promise<StuckItem[]> {
  const { items } = await reader.api.stuck.board.query()
  return items.filter((item) => item.caseId === caseId)
}

/** Waits until the board names a cause that nobody asks it to look for, no longer than it may take. */
export const namedByItself = (reader: Person, caseId: string | null, cause: StuckCause): Promise<StuckItem> =>
  named(
    reader,
    caseId,
    cause,
    () => true,
    async () => undefined,
  )

/** Has the board look until it names a cause, no longer than it may take. Returns what it says. */
export async function named(
  reader: Person,
  caseId: string | null,
  cause: StuckCause,
  fits: (item: StuckItem) => boolean = () => true,
  ask: () => Promise<unknown> = () => reader.api.stuck.look.mutate().catch(() => undefined),
): Promise<StuckItem> {
  const began = Date.now()
  let askedAt = 0
  for (;;) {
    if (Date.now() - askedAt > ASKING) {
      askedAt = Date.now()
      await ask()
    }
    const items = await onBoard(reader, caseId).catch(() => [])
    const found = items.find((item) => item.cause === cause && fits(item))
    if (found) {
      console.log(`${cause} was named after ${((Date.now() - began) / 1000).toFixed(0)} s: ${found.text.zh}`)
      return found
    }
    if (Date.now() - began > WITHIN) {
      const { items: all } = await reader.api.stuck.board.query()
      throw new Error(
        `${cause} was not named within a minute: ${JSON.stringify(all.map((item) => [item.cause, item.caseId]))}`,
      )
    }
    await sleep(500)
  }
}

/** Has the board look until it no longer names a cause, and has kept that it was cured. */
export async function cured(
  reader: Person,
  caseId: string | null,
  cause: StuckCause,
  fits: (item: StuckItem) => boolean = () => true,
): Promise<void> {
  for (const end = Date.now() + 2 * WITHIN; ; await sleep(1_000)) {
    await reader.api.stuck.look.mutate().catch(() => undefined)
    const board = await reader.api.stuck.board.query().catch(() => null)
    const is = (item: StuckItem) => item.caseId === caseId && item.cause === cause && fits(item)
    const still = board?.items.some(is)
    if (board && !still) {
      const kept = board.cured.find(is)
      expect(kept).toMatchObject({ acts: [], curedAt: expect.any(String) })
      return
    }
    if (Date.now() > end) throw new Error(`${cause} was not cured within two minutes`)
  }
}
