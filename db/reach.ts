import { type RawBuilder, sql } from 'kysely'
import type { Actor, Role } from '../domain/people.ts'
import { assignedRoles, type Scope } from '../domain/permissions.ts'

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
 * which something is delegated to oneself, and those that need one of one's roles.
 */
export function reaches(reach: Reach): RawBuilder<boolean> {
  if (reach.scope === 'county') return sql<boolean>`true`
  const ways = [
    sql`select seen.case_id from task as seen where seen.state = 'OPEN' and seen.facts -> 'delegate' ->> 'userId' = ${reach.userId}`,
  ]
  const roles = reachingRoles(reach)
  if (roles.length > 0)
    ways.push(
      sql`select seen.case_id from task as seen where ${forAssigned} and seen.roles && ${roles}::text[] and (seen.unit_id is null or seen.unit_id = ${reach.unitId})`,
    )
  if (reach.scope === 'unit')
    ways.push(
      sql`select seen.case_id from task as seen where seen.facts -> 'coUnits' <> '[]'::jsonb and seen.facts -> 'coUnits' ? ${reach.unitId}`,
    )
  // Gathered once and found by key, however many cases there are.
  const named = sql<boolean>`cases.id = any (array(${sql.join(ways, sql` union all `)}))`
  return reach.scope === 'unit' ? sql<boolean>`(cases.unit_id = ${reach.unitId} or ${named})` : named
}
