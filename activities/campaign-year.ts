import type { Db } from '../db/connect.ts'
import { heldFen, postDeposit } from '../db/deposits.ts'
import { letterItemsDue, saveLetter, saveLetterItem } from '../db/letters.ts'
import { openReferralsOf } from '../db/referrals.ts'
import { assessedUnits, findingsOf, mustDoOf, publishScores, readScores, saveScore } from '../db/scores.ts'
import { deductionLine, letterLines, yearScore } from '../domain/assessment/score.ts'
import { deductions } from '../domain/assessment/sheet.ts'
import type { YearActivities } from './contract.ts'

/** What the processes of the campaign's year ask of the books. */
export const yearActivitiesIn = (db: Db): YearActivities => ({
  postDeposit: async (posting) => ({ posted: await postDeposit(db, posting) }),

  yearOfUnit: async ({ unitId, year }) => {
    const [held, letters, scores] = await Promise.all([
      heldFen(db, unitId, year),
      mustDoOf(db, unitId, year),
      readScores(db, year, unitId),
    ])
    const total = (half: 'H1' | 'H2') => scores.find((row) => row.half === half && row.published_at !== null)?.total
    const [first, second] = [total('H1'), total('H2')]
    return {
      ...letters,
      heldFen: held,
      vetoed: scores.some(({ vetoed }) => vetoed),
      // A unit that was assessed once in the year has that score.
      score: first !== undefined && second !== undefined ? yearScore(first, second) : (second ?? first ?? null),
    }
  },

  openInvestigations: async ({ unitId }) => ({ count: (await openReferralsOf(db, unitId)).length }),

  assessedUnits: () => assessedUnits(db),

  dailyFigures: async ({ unitId, year, half }) => {
    const [findings, items] = await Promise.all([
      findingsOf(db, unitId, year, half),
      letterItemsDue(db, unitId, year, half),
    ])
    const lost = findings.flatMap(({ caseId, what, times, title }) =>
      Array.from({ length: times }, () => deductionLine(what, caseId, `${deductions[what].title.zh}：${title}`)),
    )
    return [...lost, ...letterLines(items)]
  },

  recordLetter: ({ caseId, unitId, year, items }) => saveLetter(db, caseId, unitId, year, items),
  recordLetterItem: ({ caseId, no, result, rate }) => saveLetterItem(db, caseId, no, result, rate),

  recordScore: (row) => saveScore(db, row),
  publishScores: ({ year, half, caseId }) => publishScores(db, year, half, caseId),
})
