import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../domain/people.ts'
import { unsealedFor } from './sealed.ts'

/** Somebody as they may act: as themselves first, then for each absent person they stand in for. */
export type Hands = readonly [Actor, ...Actor[]]

/** `whyNotAssignee(actor, assignee) === null` in SQL. */
export const mayActOn = ({ userId, unitId, roles, onBehalfOf }: Actor): RawBuilder<boolean> => sql<boolean>`(
  task.roles && ${roles}::text[]
  and (task.unit_id is null or task.unit_id = ${unitId})
  and (task.person_id is null or task.person_id = ${onBehalfOf?.userId ?? userId})
  and not (${userId} = any (task.excluded))
  and not (${unitId} = any (task.excluded_units))
  ${
    onBehalfOf
      ? sql`and not task.in_person
  and not (${onBehalfOf.userId} = any (task.excluded))
  and not (${userId} = any (task.not_standing_in))`
      : sql``
  }
)`

/** What a substitute may do, they may do; what is sealed only if they would see it anyway. */
const mayAct = (hand: Actor, self: Actor): RawBuilder<boolean> =>
  hand.onBehalfOf ? sql<boolean>`(${mayActOn(hand)} and ${unsealedFor(self)})` : mayActOn(hand)

/** Whether somebody may act on a task in any capacity. */
export const mayActAtAll = (hands: Hands): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    hands.map((hand) => mayAct(hand, hands[0])),
    sql` or `,
  )})`

/** What of the first capacity in which somebody may act on a task is `told`; null for themselves and for nobody. */
export const actingFor = (hands: Hands, told: 'userId' | 'name'): RawBuilder<string | null> =>
  hands.length === 1
    ? sql`null::text`
    : sql`case ${sql.join(
        hands.map((hand) => sql`when ${mayAct(hand, hands[0])} then ${hand.onBehalfOf?.[told] ?? null}::text`),
        sql` `,
      )} end`

/**
 * The open tasks that somebody may act on in any capacity: those of their unit and those of no unit, each by its
 * own index. Their substituted people are of their unit, as they must be.
 */
export const tasksOpenTo = (hands: Hands): RawBuilder<unknown> => {
  const held = [...new Set(hands.flatMap(({ roles }) => roles))]
  return sql`(
  select * from task where state = 'OPEN' and unit_id = ${hands[0].unitId} and ${mayActAtAll(hands)}
  union all
  select * from task where state = 'OPEN' and (case when unit_id is null then roles end) && ${held}::text[] and ${mayActAtAll(hands)}
) as task`
}
