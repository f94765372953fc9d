import type { Db } from '../db/connect.ts'
import { type Tracing, untraced } from '../tracing/tracing.ts'
import { assessmentActivitiesIn } from './assessment.ts'
import { yearActivitiesIn } from './campaign-year.ts'
import type { Activities } from './contract.ts'
import { failuresOfUnitIn } from './failures.ts'
import { fenceIn } from './fence.ts'
import { recordIn } from './record.ts'
import { patrolActivitiesIn } from './patrols.ts'
import { problemActivitiesIn } from './problems.ts'
import { openSpawnedCaseIn } from './spawn.ts'
import { tracedRecord } from './traced.ts'

/** The activities over their database. `skipping`: whether executions here may skip time (tests, rehearsal). */
export const createActivities = (
  db: Db,
  { tracing = untraced, ...options }: { skipping: boolean; tracing?: Tracing | undefined },
): Activities => ({
  record: tracing.on ? tracedRecord(db, tracing, recordIn(db)) : recordIn(db),
  fence: fenceIn(db, options),
  openSpawnedCase: openSpawnedCaseIn(db),
  ...yearActivitiesIn(db),
  ...assessmentActivitiesIn(db),
  ...problemActivitiesIn(db),
  ...patrolActivitiesIn(db),
  failuresOfUnit: failuresOfUnitIn(db),
})
