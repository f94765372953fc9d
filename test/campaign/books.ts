import { sql } from 'kysely'
import type { Db } from '../../db/connect.ts'
import { type Score, scoreOf, type Sheet } from '../../domain/assessment/score.ts'
import type { Check } from './checks.ts'
import type { Played } from './story.ts'

/** Nobody opened a case whom the campaign does not know. */
export async function strangerFaults(db: Db, cases: Played[]): Promise<Check> {
  const known = new Set(cases.map(({ caseId }) => caseId))
  const rows = await db.selectFrom('cases').select('id').execute()
  return {
    what: 'every case is one of the plan or has come from one',
    looked: `${rows.length} cases`,
    faults: rows.flatMap(({ id }) => (known.has(id) ? [] : [`${id} is nobody's`])),
  }
}

/** Numbers of documents run from one without gaps, each year and type. */
export async function documentFaults(db: Db): Promise<Check> {
  const { rows } = await sql<{ type: string; year: number; count: number; least: number; most: number; last: number }>`
    select number.doc_type as type, number.year, count(distinct seq)::int as count, min(seq)::int as least,
      max(seq)::int as most, max(counter.last_seq)::int as last
    from document_number as number
      left join document_counter as counter on counter.doc_type = number.doc_type and counter.year = number.year
    group by number.doc_type, number.year order by 1, 2`.execute(db)
  return {
    what: 'documents are numbered without gaps per year and type',
    looked: `${rows.reduce((sum, { count }) => sum + count, 0)} numbers in ${rows.length} series`,
    faults: rows.flatMap(({ type, year, count, least, most, last }) =>
      least === 1 && most === count && last === count
        ? []
        : [`${type} ${year}: ${count} numbers from ${least} to ${most} of ${last}`],
    ),
  }
}

type Settled = {
  unit: string
  year: number
  conclusion: string | null
  paid: number
  held: number
  retained: number
  reward: number
}

/** The deposits' ledger sums to nothing, so does each posting; who was refunded has completed in full or is excused. */
export async function depositFaults(db: Db): Promise<Check[]> {
  const { rows: sums } = await sql<{ id: number; fen: number }>`
    select posting_id as id, sum(fen)::bigint as fen from deposit_entry group by posting_id`.execute(db)
  const { rows: years } = await sql<Settled>`
    select posting.unit_id as unit, posting.year,
      (select ledger.data -> 'content' ->> 'conclusion' from ledger join cases on cases.id = ledger.case_id
        where cases.id = 'JS-' || posting.year || '-' || posting.unit_id and cases.outcome is not null
          and ledger.type = 'documentIssued' and ledger.data ->> 'docType' = 'SETTLEMENT' limit 1) as conclusion,
      coalesce(sum(entry.fen) filter (where entry.account = 'TREASURY' and entry.fen > 0), 0)::bigint as paid,
      coalesce(-sum(entry.fen) filter (where entry.account = 'HELD'), 0)::bigint as held,
      coalesce(-sum(entry.fen) filter (where entry.account = 'RETAINED'), 0)::bigint as retained,
      coalesce(sum(entry.fen) filter (where entry.account = 'REWARD'), 0)::bigint as reward
    from deposit_posting as posting join deposit_entry as entry on entry.posting_id = posting.id
    group by 1, 2, 3`.execute(db)
  return [
    {
      what: 'the deposits’ ledger and each posting in it sum to nothing',
      looked: `${sums.length} postings`,
      faults: [
        ...sums.flatMap(({ id, fen }) => (fen === 0 ? [] : [`posting ${id} sums to ${fen} fen`])),
        ...(sums.reduce((sum, { fen }) => sum + fen, 0) === 0 ? [] : ['the ledger does not sum to nothing']),
      ],
    },
    {
      what: 'only what was completed in full is refunded and rewarded, to the fen',
      looked: `${years.length} units’ years, ${years.filter(({ conclusion }) => conclusion !== null).length} settled`,
      faults: years.flatMap((year) => (isRight(year) ? [] : [JSON.stringify(year)])),
    },
  ]
}

function isRight({ conclusion, paid, held, retained, reward }: Settled): boolean {
  const refunded = paid - held - retained
  switch (conclusion) {
    case null:
      return held === paid && reward === 0
    case 'FULL':
      return held === 0 && refunded === paid && reward === paid
    case 'EXEMPT':
      return held === 0 && refunded === paid && reward === 0
    default:
      return held === 0 && refunded === 0 && retained === paid && reward === 0
  }
}

/** Every score is what its lines come to. */
export async function assessmentFaults(db: Db): Promise<Check> {
  const { rows } = await sql<{ unit: string; year: number; half: string; sheet: Sheet; score: Score; total: number }>`
    select unit_id as unit, year, half, sheet, score, total from assessment_score`.execute(db)
  return {
    what: 'every score is what its lines come to',
    looked: `${rows.length} scores, ${rows.reduce((sum, { sheet }) => sum + sheet.lines.length, 0)} lines`,
    faults: rows.flatMap(({ unit, year, half, sheet, score, total }) => {
      const again = scoreOf(sheet)
      return again.total === total && again.total === score.total && again.band === score.band
        ? []
        : [`${unit} ${year} ${half}: ${total} is stored, ${again.total} by its lines`]
    }),
  }
}

/** A unit's year is settled once, whatever was merged into it. */
export async function settledOnceFaults(db: Db): Promise<Check> {
  const { rows } = await sql<{ unit: string; year: number; cases: string[] }>`
    select coalesce(unit.merged_into, unit.id) as unit, posting.year, array_agg(cases.id order by cases.id) as cases
    from deposit_posting as posting
      join cases on cases.id = posting.case_id and cases.kind = 'settlement'
      join unit on unit.id = posting.unit_id
    group by 1, 2`.execute(db)
  return {
    what: 'a unit’s year is settled once',
    looked: `${rows.length} units’ years`,
    faults: rows.flatMap(({ unit, year, cases }) =>
      cases.length === 1 ? [] : [`${unit} ${year} was settled by ${cases.join(' and ')}`],
    ),
  }
}

/** Every step was answered by somebody whom it was for and whom nothing kept out; read without the product's own rule. */
export async function handFaults(db: Db): Promise<Check> {
  const { rows } = await sql<{ id: string; step: string; by: string | null; wrong: boolean }>`
    select task.id, task.step, closed_by ->> 'name' as by,
      closed_by is null
        or closed_by ->> 'userId' = any (excluded)
        or closed_by ->> 'unitId' = any (excluded_units)
        or (unit_id is not null and unit_id <> closed_by ->> 'unitId')
        or (person_id is not null and person_id <> coalesce(closed_by -> 'onBehalfOf' ->> 'userId', closed_by ->> 'userId'))
        or not exists (select from jsonb_array_elements_text(closed_by -> 'roles') as role where role = any (roles)) as wrong
    from task where state = 'DONE' and not exists (
      -- What the paper says is entered by the office.
      select from ledger where ledger.case_id = task.case_id and ledger.type = 'taskChanged'
        and ledger.data ->> 'taskId' = task.id and ledger.data ->> 'act' = 'recordReceipt'
    )`.execute(db)
  return {
    what: 'every step was answered by a hand that it was for',
    looked: `${rows.length} answers`,
    faults: rows.flatMap(({ id, step, by, wrong }) => (wrong ? [`${id} ${step} by ${by}`] : [])),
  }
}
