import type { Db } from '../db/connect.ts'
import { type Tracing, untraced } from '../tracing/tracing.ts'
import { assessmentActivitiesIn } from './assessment.ts'
import { yearActivitiesIn } from './campaign-year.ts'
import type { Activities } from './contract.ts'
import { failuresOfUnitIn } from './failures.ts'
import { fenceIn } from './fence.ts'
import { readJournalIn } from './journal.ts'
import { recordIn } from './record.ts'
import { patrolActivitiesIn } from './patrols.ts'
import { problemActivitiesIn } from './problems.ts'
import { openSpawnedCaseIn } from './spawn.ts'
import { tracedRecord } from './traced.ts'

/**
 * The activities over their database. `skipping`: whether executions here may skip time (tests, rehearsal);
 * `continueAfter`: after how many entries of its journal a case's run gives way to a next one, besides being long.
 */
export const createActivities = (
  db: Db,
  {
    tracing = untraced,
    continueAfter,
    ...options
  }: { skipping: boolean; tracing?: Tracing | undefined; continueAfter?: number | undefined },
): Activities => ({
  record: tracing.on ? tracedRecord(db, tracing, recordIn(db, continueAfter)) : recordIn(db, continueAfter),
  readJournal: readJournalIn(db),
  fence: fenceIn(db, options),
  openSpawnedCase: openSpawnedCaseIn(db),
  ...yearActivitiesIn(db),
  ...assessmentActivitiesIn(db),
  ...problemActivitiesIn(db),
  ...patrolActivitiesIn(db),
  failuresOfUnit: failuresOfUnitIn(db),
})
