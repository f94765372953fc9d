import type { Db } from '../db/connect.ts'
import { suggestHandlers } from '../db/handlers.ts'
import { canTakeUp, nearProblems } from '../db/near-problems.ts'
import type { ProblemActivities } from './problem-contract.ts'

/** What the processing of problems asks of the read model. Reads only. */
export const problemActivitiesIn = (db: Db): ProblemActivities => ({
  nearProblems: ({ caseId, ...where }) => nearProblems(db, where, caseId),
  mergeTarget: async ({ caseId, into }) => ({ fit: await canTakeUp(db, caseId, into) }),
  suggestHandlers: (where) => suggestHandlers(db, where),
})
