import { type RawBuilder, sql } from 'kysely'
import type { Actor, Role } from '../domain/people.ts'
import { assignedRoles, type Scope } from '../domain/permissions.ts'
import { closedKinds, kindsWithForebears } from '../domain/sealed.ts'

/** How far somebody sees. Every query on cases takes one. */
export type Reach = { scope: Scope; unitId: string; userId: string; roles: readonly Role[] }

export const reachOf = (scope: Scope, { unitId, userId, roles }: Actor): Reach => ({ scope, unitId, userId, roles })

/** The unit whose own records alone are seen, or null when all are. */
export const onlyUnit = ({ scope, unitId }: Reach): string | null => (scope === 'county' ? null : unitId)

/** The roles by which a case is reached because something in it is, or was, for one of them. */
export const reachingRoles = ({ roles }: Pick<Reach, 'roles'>): Role[] =>
  roles.filter((role) => assignedRoles.includes(role))

// As the index `task_assigned` has it; the roles are our own words.
const forAssigned = sql.raw(`seen.roles && array[${assignedRoles.map((role) => `'${role}'`).join(', ')}]::text[]`)

/**
 * Whether the row `cases` is within a reach: all; else those of the own unit, those in which it helps, those in
 * which something is delegated to oneself, and those that need one of one's roles. Kinds that are closed to
 * somebody (domain/sealed.ts) are reached by the last two ways alone, and open the cases that gave rise to them.
 */
export function reaches(reach: Reach): RawBuilder<boolean> {
  const closed = closedKinds(reach.scope, reach.roles)
  const ways = [
    sql`select seen.case_id from task as seen where seen.state = 'OPEN' and seen.facts -> 'delegate' ->> 'userId' = ${reach.userId}`,
  ]
  const roles = reachingRoles(reach)
  const assigned = sql`select seen.case_id from task as seen where ${forAssigned} and seen.roles && ${roles}::text[] and (seen.unit_id is null or seen.unit_id = ${reach.unitId})`
  if (roles.length > 0) ways.push(assigned, forebears(assigned))
  if (reach.scope === 'county') {
    const open = sql<boolean>`cases.kind <> all (${[...closed]}::text[])`
    return roles.length > 0 ? sql<boolean>`(${open} or ${among(ways)})` : open
  }
  if (reach.scope === 'unit')
    ways.push(
      sql`select seen.case_id from task as seen where not seen.sealed and seen.facts -> 'coUnits' <> '[]'::jsonb and seen.facts -> 'coUnits' ? ${reach.unitId}`,
    )
  if (reach.scope === 'assigned') return among(ways)
  // Who reported a problem learns what became of it.
  ways.push(sql`select id as case_id from cases as reported where kind = 'problem' and drafter_id = ${reach.userId}`)
  // What was closed before a merger stays with the unit that is no more; its heir reads it.
  const own = sql`array(select unit.id from unit where unit.id = ${reach.unitId} or unit.merged_into = ${reach.unitId})`
  return sql<boolean>`((cases.unit_id = any (${own}) and cases.kind <> all (${[...closed]}::text[])) or ${among(ways)})`
}

// Gathered once and found by key, however many cases there are.
const among = (ways: RawBuilder<unknown>[]) => sql<boolean>`cases.id = any (array(${sql.join(ways, sql` union all `)}))`

/** The cases that gave rise to those of `of` that are judged by them, and what gave rise to those. */
const forebears = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  with recursive line as (
    select kin.parent_id from cases as kin
    where kin.kind = any (${[...kindsWithForebears]}::text[]) and kin.parent_id is not null and kin.id in (${of})
    union
    select kin.parent_id from cases as kin join line on line.parent_id = kin.id
    where kin.kind = any (${[...kindsWithForebears]}::text[]) and kin.parent_id is not null
  )
  select parent_id from line
)`
