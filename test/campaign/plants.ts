import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { connect, type Db } from '../../db/connect.ts'
import {
  assessmentFaults,
  depositFaults,
  documentFaults,
  handFaults,
  settledOnceFaults,
  strangerFaults,
} from './books.ts'
import type { Campaign } from './campaign.ts'
import {
  type Check,
  commandFaults,
  engineFaults,
  fileFaults,
  ledgerFaults,
  openFaults,
  outcomeFaults,
  stuckFaults,
} from './checks.ts'
import type { Stage } from './stage.ts'

/** The fault that each check is there for, planted by hand into a finished campaign, and what the check says of it. */

type Plant = { fault: string; says: RegExp; found: (stage: Stage, lived: Campaign) => Promise<string[]> }

const faultsOf = (checks: Check | Check[]): string[] => [checks].flat().flatMap(({ faults }) => faults)

/** Acts as a superuser whom no trigger stops. What it did is undone when `then` has looked. */
async function asSuperuser(stage: Stage, act: RawBuilder<unknown>[], then: (db: Db) => Promise<string[]>) {
  const { db, close } = connect(stage.running.addresses.admin, { max: 1 })
  const seen: { faults?: string[] } = {}
  const undone = new Error('undone')
  try {
    await db.transaction().execute(async (trx) => {
      await unhindered(trx)
      for (const statement of act) await expectOne(statement, trx)
      seen.faults = await then(trx)
      throw undone
    })
  } catch (error) {
    if (error !== undone) throw error
  } finally {
    await close()
  }
  return seen.faults ?? []
}

async function unhindered(trx: Db): Promise<void> {
  await sql`set local role none`.execute(trx)
  await sql`set local session_replication_role = 'replica'`.execute(trx)
  // The ledger's triggers fire even so; nobody else writes while we look.
  await sql`alter table ledger disable trigger all`.execute(trx)
}

/** A plant that changes nothing would prove nothing. */
async function expectOne(statement: RawBuilder<unknown>, trx: Db): Promise<void> {
  const { numAffectedRows } = await statement.execute(trx)
  if (numAffectedRows === undefined || numAffectedRows === 0n) throw new Error('the plant found nothing to change')
}

const inBooks =
  (act: RawBuilder<unknown>, check: (db: Db, lived: Campaign) => Promise<Check | Check[]>): Plant['found'] =>
  (stage, lived) =>
    asSuperuser(stage, [act], async (db) => faultsOf(await check(db, lived)))

/** For what is looked at by another connection: it stays until `then` has looked, and is then put back. */
const inTheOpen =
  (act: RawBuilder<unknown>, back: RawBuilder<unknown>, check: (stage: Stage) => Promise<Check>): Plant['found'] =>
  async (stage) => {
    const { db, close } = connect(stage.running.addresses.admin, { max: 1 })
    const commit = (statement: RawBuilder<unknown>) =>
      db.transaction().execute(async (trx) => {
        await unhindered(trx)
        await expectOne(statement, trx)
        await sql`alter table ledger enable always trigger ledger_append_only`.execute(trx)
        await sql`alter table ledger enable always trigger ledger_no_truncate`.execute(trx)
      })
    try {
      await commit(act)
      const faults = faultsOf(await check(stage))
      await commit(back)
      return faults
    } finally {
      await close()
    }
  }

const settled = sql`select posting.id from deposit_posting as posting join cases on cases.id = posting.case_id
  where cases.kind = 'settlement' order by posting.id`
const oneClosed = ({ cases }: Campaign) => cases.filter(({ standing }) => standing?.stage === 'CLOSED').slice(0, 1)
const anOpenCase = sql`select min(id) from cases where outcome is null and stage <> 'CLOSED' and engine_no > 0
  and exists (select from task where task.case_id = cases.id and task.state = 'OPEN')`

export const plants: Plant[] = [
  {
    fault: 'a case that ended as its plan forbids',
    says: /ended as DISPOSED/,
    found: (_stage, lived) =>
      Promise.resolve(
        faultsOf(
          outcomeFaults(
            oneClosed(lived).map((one) => ({
              ...one,
              kind: 'letter',
              standing: one.standing && { ...one.standing, outcome: 'DISPOSED' },
            })),
          ),
        ),
      ),
  },
  {
    fault: 'an open case that waits for nobody',
    says: /waits for nobody in SIGNED/,
    found: (_stage, lived) =>
      Promise.resolve(
        faultsOf(
          openFaults(
            oneClosed(lived).map((one) => ({
              ...one,
              next: null,
              standing: one.standing && { ...one.standing, stage: 'SIGNED' },
            })),
            [],
          ),
        ),
      ),
  },
  {
    fault: 'a case that nobody opened',
    says: /^WT-STRANGER is nobody's$/,
    found: inBooks(
      sql`insert into cases (id, kind, title, unit_id, content) values ('WT-STRANGER', 'problem', '无人上报', 'OFFICE', '{}')`,
      (db, { cases }) => strangerFaults(db, cases),
    ),
  },
  {
    fault: 'an entry of the ledger altered by a superuser',
    says: /^\S+ 2: /,
    found: inTheOpen(
      sql`update ledger set data = data || '{"planted": true}' where seq = 2 and case_id = (select min(case_id) from ledger)`,
      sql`update ledger set data = data - 'planted' where seq = 2 and case_id = (select min(case_id) from ledger)`,
      ({ running }) => ledgerFaults(running.addresses),
    ),
  },
  {
    fault: 'a photo that was changed on the disk',
    says: /does not match its checksum/,
    found: async ({ running: { addresses }, app }) => {
      const row = await app.db.selectFrom('evidence').select('original_key').limit(1).executeTakeFirstOrThrow()
      const file = join(addresses.dataDir, row.original_key)
      const before = await readFile(file)
      await writeFile(file, Buffer.concat([before, Buffer.from('!')]))
      const faults = faultsOf(await fileFaults(addresses))
      await writeFile(file, before)
      return faults
    },
  },
  {
    fault: 'an act that was received and never decided',
    says: /^1 are not decided$/,
    found: inBooks(
      sql`update command set decision = null where id = (select id from command where act = 'submit' order by id limit 1)`,
      (db) => commandFaults(db),
    ),
  },
  {
    fault: 'an act that counts as applied and is not in the ledger',
    says: /is not in the ledger$/,
    found: inBooks(
      sql`delete from ledger where command_id = (select id from command where act = 'submit' and decision = 'APPLIED' order by id limit 1)`,
      (db) => commandFaults(db),
    ),
  },
  {
    fault: 'a check by the very person who had done the work',
    says: / verify by /,
    found: inBooks(
      sql`update task set excluded = array[closed_by ->> 'userId']
        where id = (select id from task where step = 'verify' and state = 'DONE' order by id limit 1)`,
      (db) => handFaults(db),
    ),
  },
  {
    fault: 'a step answered by another unit’s people',
    says: / rectify by /,
    found: inBooks(
      sql`update task set closed_by = closed_by || '{"unitId": "D03"}'
        where id = (select id from task where step = 'rectify' and state = 'DONE' order by id limit 1)`,
      (db) => handFaults(db),
    ),
  },
  {
    fault: 'a document’s number that is missing',
    says: /^CLOSE_FORM \d+: /,
    found: inBooks(sql`delete from document_number where doc_type = 'CLOSE_FORM' and seq = 1`, (db) =>
      documentFaults(db),
    ),
  },
  {
    fault: 'a posting that does not sum to nothing',
    says: /^posting \d+ sums to 1 fen$/,
    found: inBooks(
      sql`update deposit_entry set fen = fen + 1 where line = 1 and posting_id = (select min(id) from deposit_posting)`,
      depositFaults,
    ),
  },
  {
    fault: 'a refund to a unit that did not complete its year',
    says: /"conclusion":"PARTIAL"/,
    found: inBooks(
      sql`update ledger set data = jsonb_set(data, '{content,conclusion}', '"PARTIAL"')
        where type = 'documentIssued' and data ->> 'docType' = 'SETTLEMENT' and data -> 'content' ->> 'conclusion' = 'FULL'`,
      depositFaults,
    ),
  },
  {
    fault: 'a year that was settled twice',
    says: /was settled by JS-\S+ and JS-/,
    found: inBooks(
      sql`update deposit_posting set unit_id = first.unit_id, year = first.year
        from (select unit_id, year from deposit_posting where id = (${settled} limit 1)) as first
        where id = (${settled} offset 1 limit 1)`,
      (db) => settledOnceFaults(db),
    ),
  },
  {
    fault: 'a score that its lines do not come to',
    says: /is stored, \d+ by its lines$/,
    found: inBooks(
      sql`update assessment_score set total = total - 1 where (unit_id, half) = (select unit_id, half from assessment_score order by 1, 2 limit 1)`,
      (db) => assessmentFaults(db),
    ),
  },
  {
    fault: 'a case of which the read model tells what its flow does not',
    says: /different last events/,
    found: inTheOpen(
      sql`update cases set engine_no = engine_no + 1, place = place || '〔改〕' where id = (${anOpenCase})`,
      sql`update cases set engine_no = engine_no - 1, place = replace(place, '〔改〕', '') where place like '%〔改〕'`,
      ({ running }) => engineFaults(running.addresses, 0),
    ),
  },
  {
    fault: 'a case whose flow stands still',
    says: /\S/,
    found: inTheOpen(
      sql`update cases set stage = 'PLANTED:' || stage where id = (${anOpenCase})`,
      sql`update cases set stage = substr(stage, 9) where stage like 'PLANTED:%'`,
      ({ app }) => stuckFaults(app),
    ),
  },
]
