import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** How many rounds a unit has failed in a year (of Asia/Shanghai) over all its cases, as the ledger has it. */
export async function countFailures(db: Kysely<Schema>, unitId: string, year: number): Promise<number> {
  const { count } = await db
    .selectFrom('ledger')
    .innerJoin('cases', 'cases.id', 'ledger.case_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ledger.type', '=', 'roundFailed')
    .where('cases.unit_id', '=', unitId)
    .where('ledger.at', '>=', new Date(`${year}-01-01T00:00:00+08:00`))
    .where('ledger.at', '<', new Date(`${year + 1}-01-01T00:00:00+08:00`))
    // What the engine lost and the ledger declared void was never a failure.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ledger as later')
            .select('later.id')
            .whereRef('later.case_id', '=', 'ledger.case_id')
            .where('later.kind', '=', 'VOID')
            .whereRef('later.seq', '>', 'ledger.seq')
            .whereRef('later.engine_no', '<=', 'ledger.engine_no'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return count
}
