import type { Hands } from '../db/acting.ts'
import { type Actor, anyone, type Role, whyNotAssignee } from '../domain/people.ts'
import { scopeOf } from '../domain/permissions.ts'
import { processOf } from '../domain/processes/catalogue.ts'
import type { CaseView } from '../domain/views.ts'

type Standing = { kind: string; engine_no: number; stage: string; round: number; outcome: string | null }

const isFor = (hands: Hands, roles: readonly Role[]): boolean =>
  hands.some((hand: Actor) => whyNotAssignee(hand, anyone(...roles)) === null)

/** What this person may do to the whole case now, as themselves or as a substitute. */
export function actsFor(
  { kind, engine_no: engineNo, stage, round, outcome }: Standing,
  hands: Hands,
): CaseView['acts'] {
  if (engineNo === 0 || scopeOf(hands[0], 'task.act') === null) return []
  const acts: CaseView['acts'] = []
  const { withdrawal, reopening } = processOf(kind) ?? {}
  if (
    withdrawal &&
    outcome === null &&
    round === 1 &&
    withdrawal.stages.includes(stage) &&
    isFor(hands, withdrawal.roles)
  ) {
    const { title, causes, form } = withdrawal
    acts.push({ act: 'withdraw', title, causes, form })
  }
  // Closed, and not yet looked back at.
  if (reopening && outcome !== null && reopening.stages.includes(stage) && isFor(hands, reopening.roles)) {
    const { title, causes, form } = reopening
    acts.push({ act: 'reopen', title, causes, form })
  }
  return acts
}
