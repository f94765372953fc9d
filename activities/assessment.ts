import { handledComplaints, noticeFindings, problemFindings } from '../db/assessment-figures.ts'
import { openScheduled } from '../db/cases.ts'
import type { Db } from '../db/connect.ts'
import { letterItemsDue } from '../db/letters.ts'
import { assessedUnits, publishScores, saveScore } from '../db/scores.ts'
import { figuresOf } from '../domain/assessment/figures.ts'
import { assessmentId, halves } from '../domain/assessment/half.ts'
import { newestSheet } from '../domain/assessment/sheets.ts'
import { OFFICE_UNIT } from '../domain/people.ts'
import { assessmentProcess, defaultScheme, scoringRoles } from '../domain/processes/assessment.ts'
import type { AssessmentActivities } from './assessment-contract.ts'

/** What half-year assessments ask of the world. */
export const assessmentActivitiesIn = (db: Db): AssessmentActivities => ({
  openHalfYear: async ({ year, half }) => {
    const caseId = assessmentId(year, half)
    const plan = {
      title: `${year}年${halves[half].zh}检查考核`,
      year,
      half,
      sheet: newestSheet,
      scheme: defaultScheme,
      unitIds: [],
      scorerIds: [],
    }
    const { kind, idPrefix } = assessmentProcess
    await openScheduled(db, {
      id: caseId,
      kind,
      idPrefix,
      title: plan.title,
      unitId: OFFICE_UNIT,
      drafterId: null,
      content: plan,
    })
    const [launched, setting] = await Promise.all([
      db
        .selectFrom('command')
        .select('id')
        .where('case_id', '=', caseId)
        .where('act', '=', 'launch')
        .executeTakeFirst(),
      db.selectFrom('setting').select('value').where('key', '=', 'campaign').executeTakeFirst(),
    ])
    if (launched) return null
    return { caseId, unitId: OFFICE_UNIT, campaign: typeof setting?.value === 'string' ? setting.value : '', plan }
  },

  assessedUnits: () => assessedUnits(db),

  scorers: async ({ userIds }) => {
    if (userIds.length === 0) return []
    const rows = await db
      .selectFrom('person')
      .select(['id', 'unit_id', 'roles'])
      .where('id', 'in', userIds)
      .where('active', '=', true)
      .execute()
    return userIds.flatMap((userId) => {
      const person = rows.find(({ id }) => id === userId)
      return person?.roles.some((role) => scoringRoles.some((held) => held === role))
        ? [{ userId, unitId: person.unit_id }]
        : []
    })
  },

  dailyFigures: async ({ unitId, year, half, sheet }) => {
    const [notices, problems, tasks, complaints] = await Promise.all([
      noticeFindings(db, unitId, year, half),
      problemFindings(db, unitId, year, half),
      letterItemsDue(db, unitId, year, half),
      handledComplaints(db, unitId, year, half),
    ])
    return figuresOf(sheet, [...notices, ...problems], tasks, complaints)
  },

  recordScore: (row) => saveScore(db, row),
  publishScores: ({ year, half, caseId }) => publishScores(db, year, half, caseId),
})
