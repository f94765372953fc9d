import { depositMode, holdingsOf, openSettlementOf } from '../db/deposits.ts'
import type { CommandRow } from '../db/commands.ts'
import { listPeople } from '../db/people.ts'
import { assessmentId } from '../domain/assessment/half.ts'
import type { AssessmentPlan } from '../domain/assessment-forms.ts'
import type { DepositNotice } from '../domain/campaign-year-forms.ts'
import { type Actor, OFFICE_UNIT } from '../domain/people.ts'
import { type AssessmentLaunch, assessmentProcess } from '../domain/processes/assessment.ts'
import { type DepositLaunch, depositProcess } from '../domain/processes/deposit.ts'
import { type SettlementLaunch, settlementProcess } from '../domain/processes/settlement.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { receiveLaunch } from './launching.ts'

/** Launches of the campaign year's processes. Each throws the refusal when the books or the directory forbid it. */

/** The unit, where it may be the subject of letters, deposits and settlements. */
export async function subject(app: App, unitId: string): Promise<{ name: string }> {
  const unit = await app.db.selectFrom('unit').select(['name', 'subject']).where('id', '=', unitId).executeTakeFirst()
  if (!unit) throw refuse('UNIT_UNKNOWN', { unit: unitId })
  // Enterprises and shops are no units of ours: nobody can open a deposit for one (handbook §4.4).
  if (!unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
  return unit
}

/** Whether nobody but this unit's own people could review its money. */
export async function isOnlyBureau(app: App, unitId: string): Promise<boolean> {
  const reviewers = await listPeople(app.db, { role: 'FINANCE_BUREAU' })
  return reviewers.some(({ unit }) => unit.id === unitId) && reviewers.every(({ unit }) => unit.id === unitId)
}

export function receiveDeposit(app: App, commandId: string, notice: DepositNotice, actor: Actor): Promise<CommandRow> {
  return receiveLaunch<DepositLaunch>(app, {
    commandId,
    actor,
    process: depositProcess,
    asked: notice,
    prepare: async () => {
      await subject(app, notice.unitId)
      const { mode } = await depositMode(app.db)
      if (mode === 'OFF') throw refuse('DEPOSITS_OFF')
      // What was booked as a record only is settled as a record only: the two never mix in one unit's year.
      const earlier = await holdingsOf(app.db, notice.unitId, notice.year)
      if (earlier.holdings.length > 0 && earlier.mode !== mode) throw refuse('DEPOSIT_MODE_MIXED')
      const payer = await app.db
        .selectFrom('person')
        .select(['unit_id', 'roles'])
        .where('id', '=', notice.payerId)
        .where('active', '=', true)
        .executeTakeFirst()
      if (payer?.unit_id !== notice.unitId || !payer.roles.includes('UNIT_HEAD'))
        throw refuse('INVALID_FORM', {}, [
          {
            path: ['payerId'],
            text: { zh: '缴存人须为该单位现任主要负责人', en: 'The payer must be the head of the unit' },
          },
        ])
      const bureauIsUnit = await isOnlyBureau(app, notice.unitId)
      return {
        opening: { title: notice.title, unitId: notice.unitId, content: notice },
        input: { notice, mode, bureauIsUnit },
      }
    },
  })
}

export function receiveAssessment(
  app: App,
  commandId: string,
  plan: AssessmentPlan,
  actor: Actor,
): Promise<CommandRow> {
  return receiveLaunch<AssessmentLaunch>(app, {
    commandId,
    actor,
    process: assessmentProcess,
    asked: plan,
    prepare: () =>
      Promise.resolve({
        opening: { id: assessmentId(plan.year, plan.half), title: plan.title, unitId: OFFICE_UNIT, content: plan },
        input: { plan },
        taken: 'ASSESSMENT_TAKEN' as const,
      }),
  })
}

export function receiveSettlement(
  app: App,
  commandId: string,
  asked: { unitId: string; year: number },
  actor: Actor,
): Promise<CommandRow> {
  return receiveLaunch<SettlementLaunch>(app, {
    commandId,
    actor,
    process: settlementProcess,
    asked,
    prepare: async () => {
      const { unitId, year } = asked
      const unit = await subject(app, unitId)
      const id = `JS-${year}-${unitId}`
      // One that came to the unit by a merger; its own is found by its id, also when the same command comes twice at once.
      const open = await openSettlementOf(app.db, unitId, year)
      if (open !== null && open !== id) throw refuse('SETTLEMENT_TAKEN', { case: open })
      const title = `${unit.name}${year}年度奖惩兑现`
      const bureauIsUnit = await isOnlyBureau(app, unitId)
      return {
        opening: { id, title, unitId, content: { title, unitId, year } },
        input: { title, year, bureauIsUnit },
      }
    },
  })
}
