import type { Db } from '../db/connect.ts'
import { holdingsOf, postDeposit } from '../db/deposits.ts'
import { amendLetterItems, saveItemReport, saveLetter, saveLetterItem } from '../db/letters.ts'
import { openReferralsOf } from '../db/referrals.ts'
import { mustDoOf, readScores } from '../db/scores.ts'
import { yearScore } from '../domain/assessment/score.ts'
import type { YearActivities } from './contract.ts'

/** What the processes of the campaign's year ask of the books. */
export const yearActivitiesIn = (db: Db): YearActivities => ({
  postDeposit: async (posting) => {
    const how = await postDeposit(db, posting)
    return { posted: how === 'POSTED', changed: how === 'BOOKS_CHANGED' }
  },

  yearOfUnit: async ({ unitId, year }) => {
    const [{ holdings, mode }, letters, scores] = await Promise.all([
      holdingsOf(db, unitId, year),
      mustDoOf(db, unitId, year),
      readScores(db, year, unitId),
    ])
    const published = scores.filter((row) => row.published_at !== null)
    const total = (half: 'H1' | 'H2') => published.find((row) => row.half === half)?.total
    const [first, second] = [total('H1'), total('H2')]
    return {
      ...letters,
      heldFen: holdings.reduce((sum, { fen }) => sum + fen, 0),
      holdings,
      mode,
      vetoed: published.some(({ vetoed }) => vetoed),
      // A unit that was assessed once in the year has that score.
      score: first !== undefined && second !== undefined ? yearScore(first, second) : (second ?? first ?? null),
    }
  },

  heldOf: async ({ unitId, year, payerId }) => {
    const { holdings, mode } = await holdingsOf(db, unitId, year)
    return { fen: holdings.find((holding) => holding.payerId === payerId)?.fen ?? 0, mode }
  },

  openInvestigations: async ({ unitId }) => ({ count: (await openReferralsOf(db, unitId)).length }),

  recordLetter: (letter) => saveLetter(db, letter),
  amendLetter: (letter) => amendLetterItems(db, letter),
  recordItemReport: (report) => saveItemReport(db, report),
  recordLetterItem: (item) => saveLetterItem(db, item),
})
