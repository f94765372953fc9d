import { setTimeout as sleep } from 'node:timers/promises'
import { act, type AskedAct } from '../../api/acts.ts'
import { RefusalError, TRPCError } from '../../api/errors.ts'
import { findCommand } from '../../db/commands.ts'
import { reachOf } from '../../db/reach.ts'
import type { Actor } from '../../domain/people.ts'
import { scopeOf } from '../../domain/permissions.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { County } from './county.ts'

/** How long a received command may wait for its decision, ms of real time. */
const PATIENCE = 60_000

/**
 * One person's act, received and decided as in production. Returns the refusal, or null when it was applied. Rejects
 * when it is not decided within a minute.
 */
export async function sent({ app, tally }: County, asked: AskedAct, by: Actor, step: string): Promise<Refusal | null> {
  const reach = reachOf(scopeOf(by, 'task.act') ?? 'assigned', by)
  tally.count('acts')
  try {
    const row = await tally.timed(asked.act === 'submit' ? 'an act' : 'a correction', () => act(app, asked, by, reach))
    return row.decision === null ? await decidedLater({ app, tally }, asked, step) : row.refusal
  } catch (error) {
    if (!(error instanceof TRPCError && error.cause instanceof RefusalError)) throw error
    const { refusal } = error.cause
    tally.count(`refused: ${step} ${refusal.code}`)
    return refusal
  }
}

/** What was received and not decided within a person's patience is decided by the dispatcher. */
async function decidedLater(
  { app, tally }: Pick<County, 'app' | 'tally'>,
  { commandId, caseId }: AskedAct,
  step: string,
): Promise<Refusal | null> {
  tally.count(`decided later: ${step}`)
  for (const until = Date.now() + PATIENCE; Date.now() < until; await sleep(200)) {
    const row = await findCommand(app.db, commandId)
    if (row && row.decision !== null) return row.refusal
  }
  throw new Error(`${caseId}: command ${commandId} is not decided`)
}
