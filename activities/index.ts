import type { Db } from '../db/connect.ts'
import { yearActivitiesIn } from './campaign-year.ts'
import type { Activities } from './contract.ts'
import { failuresOfUnitIn } from './failures.ts'
import { fenceIn } from './fence.ts'
import { recordIn } from './record.ts'
import { patrolActivitiesIn } from './patrols.ts'
import { problemActivitiesIn } from './problems.ts'
import { openSpawnedCaseIn } from './spawn.ts'

/** The activities over their database. `skipping`: whether executions here may skip time (tests, rehearsal). */
export const createActivities = (db: Db, options: { skipping: boolean }): Activities => ({
  record: recordIn(db),
  fence: fenceIn(db, options),
  openSpawnedCase: openSpawnedCaseIn(db),
  ...yearActivitiesIn(db),
  ...problemActivitiesIn(db),
  ...patrolActivitiesIn(db),
  failuresOfUnit: failuresOfUnitIn(db),
})
