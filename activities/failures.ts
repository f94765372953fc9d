import type { Activities } from './contract.ts'
import type { Db } from '../db/connect.ts'
import { countFailures } from '../db/failures.ts'

/** How many rounds a unit has failed in a year over all its cases. */
export const failuresOfUnitIn =
  (db: Db): Activities['failuresOfUnit'] =>
  ({ unitId, year }) =>
    countFailures(db, unitId, year)
