import { type Kysely, sql } from 'kysely'
import type { Role } from '../domain/people.ts'
import { assignedRoles } from '../domain/permissions.ts'
import { type Reach, reaches, reachingRoles } from './reach.ts'
import type { Schema } from './schema.ts'

export type CaseChange = { id: number; caseId: string; unitId: string }

/** The last 500 cases that changed after ledger entry `id`, newest entry of each, oldest first; null reaches all. */
export async function changesSince(db: Kysely<Schema>, id: number, reach: Reach | null): Promise<CaseChange[]> {
  const { rows } = await sql<CaseChange>`
    select max(ledger.id) as id, ledger.case_id as "caseId", cases.unit_id as "unitId"
    from ledger join cases on cases.id = ledger.case_id
    where ledger.id > ${id} and ${reach ? reaches(reach) : sql`true`}
    group by ledger.case_id, cases.unit_id order by max(ledger.id) desc limit 500
  `.execute(db)
  return rows.reverse()
}

/** Of which kind a case is, and who besides its own unit and the county hears of it. */
export type Audience = { kind: string; unitIds: string[]; userIds: string[]; roles: Role[] }

export async function audienceOf(db: Kysely<Schema>, caseId: string): Promise<Audience> {
  const { rows } = await sql<Audience>`
    select (select kind from cases where id = ${caseId}) as kind,
      coalesce(array_agg(distinct helping) filter (where helping is not null), '{}') as "unitIds",
      coalesce(array_agg(distinct task.facts -> 'delegate' ->> 'userId') filter (where task.state = 'OPEN' and task.facts -> 'delegate' ->> 'userId' is not null), '{}') as "userIds",
      coalesce(array_agg(distinct role) filter (where role = any (${[...assignedRoles]}::text[])), '{}') as roles
    from task left join lateral jsonb_array_elements_text(task.facts -> 'coUnits') as helping on true, unnest(task.roles) as role
    where task.case_id = ${caseId}
  `.execute(db)
  return rows[0] ?? { kind: '', unitIds: [], userIds: [], roles: [] }
}

/** `reaches` for a case of another unit whose audience is known. */
export const isAmong = (reach: Reach, audience: Audience): boolean =>
  audience.userIds.includes(reach.userId) ||
  (reach.scope === 'unit' && audience.unitIds.includes(reach.unitId)) ||
  reachingRoles(reach).some((role) => audience.roles.includes(role))
