import { type Kysely, sql } from 'kysely'
import type { StuckAct } from '../domain/stuck.ts'
import type { StuckCause } from '../domain/stuck-causes.ts'
import type { StuckFacts } from '../domain/stuck-views.ts'
import type { Text } from '../domain/text.ts'
import type { Schema } from './schema.ts'

/** The findings of the watch: what does not move, since when, and what was cured. */

type Reader = Kysely<Schema>

/** What a finding says: the diagnosis, whom and which step it is about, and what its acts need. */
export type FoundDetail = {
  text: Text
  person: Text | null
  step: Text | null
  detail: string | null
  facts: StuckFacts
  acts: StuckAct[]
}

/** Something found in a round; `subject` names it among those of its cause. `since` null: since it was first found. */
export type Found = FoundDetail & {
  cause: StuckCause
  subject: string
  caseId: string | null
  taskId: string | null
  since: string | null
}

/** Where a round has looked for which causes: in these cases or workflows, or everywhere. What it did not find there is cured. */
export type Looked = { causes: StuckCause[]; cases: string[] | null }

/** Keeps what a round has found, and marks as cured what it looked for and found no more; in one transaction. */
export async function keepFindings(db: Reader, found: readonly Found[], looked: readonly Looked[]): Promise<void> {
  const rows = JSON.stringify(
    found.map(({ cause, subject, caseId, taskId, since, ...detail }) => ({
      cause,
      subject,
      case_id: caseId,
      task_id: taskId,
      since,
      detail,
    })),
  )
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into stuck_finding (cause, subject, case_id, task_id, since, detail)
      select cause, subject, case_id, task_id, coalesce(since, clock_timestamp()), detail
      from jsonb_to_recordset(${rows}::jsonb)
        as row (cause text, subject text, case_id text, task_id text, since timestamptz, detail jsonb)
      on conflict (cause, subject) where cured_at is null do update
      set detail = excluded.detail, seen_at = clock_timestamp()
      where stuck_finding.detail is distinct from excluded.detail
    `.execute(trx)
    await sql`
      update stuck_finding set cured_at = clock_timestamp(), seen_at = (select coalesce(looked_at, clock_timestamp()) from stuck_look)
      where cured_at is null
        and exists (
          select from jsonb_to_recordset(${JSON.stringify(looked)}::jsonb) as looked (causes jsonb, cases jsonb)
          where looked.causes ? stuck_finding.cause
            and (jsonb_typeof(coalesce(looked.cases, 'null')) = 'null' or looked.cases ? coalesce(stuck_finding.case_id, stuck_finding.detail -> 'facts' ->> 'workflowId'))
        )
        and not exists (
          select from jsonb_to_recordset(${rows}::jsonb) as row (cause text, subject text)
          where row.cause = stuck_finding.cause and row.subject = stuck_finding.subject
        )
    `.execute(trx)
  })
}

export type FindingRow = {
  id: number
  cause: StuckCause
  case_id: string | null
  task_id: string | null
  since: Date
  found_at: Date
  seen_at: Date
  cured_at: Date | null
  detail: FoundDetail
  number: string | null
  kind: string | null
  unit_id: string | null
  unit_name: string | null
}

const select = sql`
  select finding.id, finding.cause, finding.case_id, finding.task_id, finding.since, finding.found_at, finding.seen_at,
    finding.cured_at, finding.detail, cases.number, cases.kind, unit.id as unit_id, unit.name as unit_name
  from stuck_finding as finding
    left join cases on cases.id = finding.case_id
    left join unit on unit.id = cases.unit_id
`

/** What is open, longest first; at most `limit`, of one case when it is named. */
export async function openFindings(db: Reader, limit: number, caseId: string | null = null): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    ${select} where finding.cured_at is null and (${caseId}::text is null or finding.case_id = ${caseId})
    order by finding.since, finding.id limit ${limit}
  `.execute(db)
  return rows
}

/** What was cured within the last day, latest first; at most `limit`. */
export async function curedFindings(db: Reader, limit: number): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    ${select} where finding.cured_at > clock_timestamp() - interval '1 day'
    order by finding.cured_at desc, finding.id limit ${limit}
  `.execute(db)
  return rows
}

/** The cases of which something of these causes is open. */
export async function casesWithFindings(db: Reader, causes: readonly StuckCause[]): Promise<string[]> {
  const rows = await db
    .selectFrom('stuck_finding')
    .select('case_id')
    .distinct()
    .where('cured_at', 'is', null)
    .where('cause', 'in', [...causes])
    .where('case_id', 'is not', null)
    .execute()
  return rows.flatMap(({ case_id }) => (case_id === null ? [] : [case_id]))
}

export type CauseCount = { cause: StuckCause; count: number; age: number }

/** How many are open by cause, and for how long the first of them, s. */
export async function countFindings(db: Reader): Promise<CauseCount[]> {
  const { rows } = await sql<CauseCount>`
    select cause, count(*) as count, extract(epoch from clock_timestamp() - min(since))::double precision as age
    from stuck_finding where cured_at is null group by cause
  `.execute(db)
  return rows
}

export type Look = { now: Date; looked_at: Date | null; took_ms: number | null; open_cases: number; due: boolean }

/** How the last round went; `due` when the next one is, after `everyMs`, or when somebody has asked for it. */
export async function readLook(db: Reader, everyMs = 0): Promise<Look> {
  const { rows } = await sql<Look>`
    select clock_timestamp() as now, looked_at, took_ms, open_cases,
      (looked_at is null or asked_at > looked_at
        or looked_at < clock_timestamp() - ${everyMs} * interval '1 millisecond') as due
    from stuck_look
  `.execute(db)
  return rows[0] as Look
}

/** Asks for a round at once. */
export async function askForLook(db: Reader): Promise<void> {
  await sql`update stuck_look set asked_at = clock_timestamp()`.execute(db)
}

/** Notes that a round which began at `began` is over, and forgets what was cured a month ago. */
export async function noteLook(
  db: Reader,
  { began, open, described, compared }: { began: Date; open: number; described: number; compared: number },
): Promise<void> {
  await sql`
    update stuck_look
    set looked_at = ${began}, took_ms = extract(epoch from clock_timestamp() - ${began}::timestamptz) * 1000,
      open_cases = ${open}, described = ${described}, compared = ${compared}
  `.execute(db)
  await sql`delete from stuck_finding where cured_at < clock_timestamp() - interval '30 days'`.execute(db)
}
