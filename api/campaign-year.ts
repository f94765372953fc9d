import { depositMode, heldFen } from '../db/deposits.ts'
import type { CommandRow } from '../db/commands.ts'
import type { AssessmentPlan, DepositNotice } from '../domain/campaign-year-forms.ts'
import type { Letter } from '../domain/letter-forms.ts'
import { type Actor, OFFICE_UNIT } from '../domain/people.ts'
import { type AssessmentLaunch, assessmentProcess } from '../domain/processes/assessment.ts'
import { type DepositLaunch, depositProcess } from '../domain/processes/deposit.ts'
import { type LetterLaunch, letterProcess } from '../domain/processes/letter.ts'
import { type SettlementLaunch, settlementProcess } from '../domain/processes/settlement.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { receiveLaunch } from './launching.ts'

/** Launches of the campaign year's processes. Each throws the refusal when the books or the directory forbid it. */

async function subject(app: App, unitId: string): Promise<{ name: string }> {
  const unit = await app.db.selectFrom('unit').select(['name', 'subject']).where('id', '=', unitId).executeTakeFirst()
  if (!unit) throw refuse('UNIT_UNKNOWN', { unit: unitId })
  // Enterprises and shops are no units of ours: nobody can open a deposit for one (handbook §4.4).
  if (!unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
  return unit
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
      return { opening: { title: notice.title, unitId: notice.unitId, content: notice }, input: { notice, mode } }
    },
  })
}

export function receiveLetter(app: App, commandId: string, asked: Letter, actor: Actor): Promise<CommandRow> {
  return receiveLaunch<LetterLaunch>(app, {
    commandId,
    actor,
    process: letterProcess,
    asked,
    prepare: async () => {
      await subject(app, asked.unitId)
      const { mode } = await depositMode(app.db)
      // A letter cannot promise what the county has not allowed itself (handbook §4.4).
      if (asked.depositMode === 'CASH' && mode !== 'CASH') throw refuse('CASH_NOT_ALLOWED')
      return {
        opening: { title: asked.title, unitId: asked.unitId, content: asked },
        input: { letter: asked, drafter: actor },
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
        opening: { id: `KH-${plan.year}-${plan.half}`, title: plan.title, unitId: OFFICE_UNIT, content: plan },
        input: { plan },
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
      const title = `${unit.name}${year}年度奖惩兑现`
      const { mode } = await depositMode(app.db)
      const held = await heldFen(app.db, unitId, year)
      return {
        opening: { id: `JS-${year}-${unitId}`, title, unitId, content: { title, unitId, year } },
        // What was booked as a record only is settled as a record only, whatever the setting says since.
        input: { title, year, mode: mode === 'CASH' && held > 0 ? ('CASH' as const) : ('RECORD_ONLY' as const) },
      }
    },
  })
}
