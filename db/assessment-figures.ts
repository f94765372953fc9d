import { type Kysely, sql } from 'kysely'
import type { Finding, HandledComplaint } from '../domain/assessment/figures.ts'
import type { Schema } from './schema.ts'
import { type Half, spanOf } from './scores.ts'

/** What a half-year's cases say of a unit (handbook §3.4). What the engine took back is not in the read model. */

type Reader = Kysely<Schema>
type FindingRow = { case_id: string; what: Finding['what']; times: number; title: string }

const findings = (rows: FindingRow[]): Finding[] =>
  rows.map(({ case_id: caseId, what, times, title }) => ({ caseId, what, times, title }))

/**
 * What the half-year's notices say of a unit, from the ledger: notices, talks, and why rounds failed. A late report
 * and faked evidence count once for a case (每件), the others each time (每次). Lines that the engine took back, and
 * notices that were withdrawn or revoked, count for nothing.
 */
export async function noticeFindings(db: Reader, unitId: string, year: number, half: Half): Promise<Finding[]> {
  const { from, to } = spanOf(year, half)
  const { rows } = await sql<FindingRow>`
    with told as (
      select ledger.case_id, ledger.type, ledger.data, cases.title
      from ledger join cases on cases.id = ledger.case_id
      where cases.unit_id = ${unitId} and cases.kind = 'rectification' and ledger.kind = 'EVENT'
        and ledger.type in ('documentIssued', 'roundFailed', 'caseReopened')
        and ledger.at >= ${from} and ledger.at < ${to}
        and cases.outcome is distinct from 'REVOKED'
        and not exists (
          select from ledger as later where later.case_id = ledger.case_id and later.kind = 'VOID'
            and later.seq > ledger.seq and later.engine_no <= ledger.engine_no
        )
    ), judged as (
      select case_id, title,
        case
          when type = 'caseReopened' then 'RELAPSE'
          when type = 'roundFailed' then case data ->> 'reason'
            when 'OVERDUE' then 'NO_REPORT' when 'FAKED' then 'FAKED' when 'RELAPSED' then 'RELAPSE' else 'CHECK_FAILED' end
          when data ->> 'docType' = 'TALK_NOTICE' then 'TALK'
          when data ->> 'docType' = 'SUPERVISE_FORM' and (data ->> 'round')::int = 1 then 'FIRST_NOTICE'
          when data ->> 'docType' = 'SUPERVISE_FORM' and (data ->> 'round')::int = 2 then 'SECOND_NOTICE'
        end as what
      from told
    )
    select case_id, title, what,
      case when what in ('CHECK_FAILED', 'RELAPSE') then count(*)::int else 1 end as times
    from judged where what is not null group by case_id, title, what order by case_id, what`.execute(db)
  return findings(rows)
}

/**
 * What the half-year's problems say of the unit that was to put them right: not reported in time, found undone or
 * faked by the check, relapsed, named by a superior organ. What was rejected, merged or revoked counts for nothing.
 */
export async function problemFindings(db: Reader, unitId: string, year: number, half: Half): Promise<Finding[]> {
  const { from, to } = spanOf(year, half)
  const { rows } = await sql<FindingRow>`
    with own as (
      select id, title, content, opened_at from cases
      where kind = 'problem' and unit_id = ${unitId} and (outcome is null or outcome in ('PASSED', 'DISPOSED'))
    ), judged as (
      select task.case_id, 'NO_REPORT' as what from task
      where task.unit_id = ${unitId} and task.step = 'rectify' and task.state = 'OVERDUE'
        and task.closed_at >= ${from} and task.closed_at < ${to}
      union all
      select task.case_id, case task.outcome ->> 'failReason' when 'FAKED' then 'FAKED' else 'CHECK_FAILED' end
      from task join own on own.id = task.case_id
      where task.step = 'verify' and task.state = 'DONE' and task.outcome ->> 'result' = 'FAIL'
        and task.closed_at >= ${from} and task.closed_at < ${to}
      union all
      select ledger.case_id, 'RELAPSE' from ledger join own on own.id = ledger.case_id
      where ledger.kind = 'EVENT' and ledger.type = 'caseReopened' and ledger.at >= ${from} and ledger.at < ${to}
        and not exists (
          select from ledger as later where later.case_id = ledger.case_id and later.kind = 'VOID'
            and later.seq > ledger.seq and later.engine_no <= ledger.engine_no
        )
      union all
      select id, 'NAMED_BY_SUPERIOR' from own
      where content ->> 'source' = 'UPPER' and opened_at >= ${from} and opened_at < ${to}
    )
    select judged.case_id, cases.title, what,
      case when what in ('CHECK_FAILED', 'RELAPSE') then count(*)::int else 1 end as times
    from judged join cases on cases.id = judged.case_id
    where cases.kind = 'problem' and (cases.outcome is null or cases.outcome in ('PASSED', 'DISPOSED'))
    group by judged.case_id, cases.title, what order by judged.case_id, what`.execute(db)
  return findings(rows)
}

/**
 * The complaints that a unit has handled in a half-year: late once it was late in any round; handled twice; satisfied
 * by the last call-back. Whose demand goes beyond law and means is not asked whether it is content.
 */
export async function handledComplaints(
  db: Reader,
  unitId: string,
  year: number,
  half: Half,
): Promise<HandledComplaint[]> {
  const { from, to } = spanOf(year, half)
  const { rows } = await sql<{
    case_id: string
    title: string
    late: boolean
    twice: boolean
    satisfied: string | null
    fault: string | null
  }>`
    select cases.id as case_id, cases.title, handled.late, handled.twice,
      called.outcome ->> 'satisfied' as satisfied, called.outcome ->> 'fault' as fault
    from (
      select case_id, bool_or(state = 'OVERDUE') as late, bool_or(round > 1) as twice from task
      where unit_id = ${unitId} and step = 'handle' and state in ('DONE', 'OVERDUE')
        and closed_at >= ${from} and closed_at < ${to}
      group by case_id
    ) as handled
    join cases on cases.id = handled.case_id
    left join lateral (
      select outcome from task
      where task.case_id = cases.id and step = 'callBack' and state = 'DONE' and closed_at >= ${from} and closed_at < ${to}
      order by closed_at desc limit 1
    ) as called on true
    where cases.kind = 'complaint' and cases.outcome is distinct from 'WITHDRAWN'
    order by cases.id`.execute(db)
  return rows.map(({ case_id: caseId, title, late, twice, satisfied, fault }) => ({
    caseId,
    title,
    late,
    twice,
    satisfied: satisfied === null || satisfied === 'NOT_ASKED' || fault === 'NOT_OURS' ? null : satisfied !== 'NO',
  }))
}
