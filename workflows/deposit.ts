import { ofUnit } from '../domain/people.ts'
import { type DepositLaunch, depositLimits, depositProcess, depositSteps } from '../domain/processes/deposit.ts'
import { paymentEntries } from '../domain/settlement.ts'
import { booked } from './booking.ts'
import { openProcess } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/**
 * 保证金缴存 (handbook P07): the head of the unit is told, confirms of their own will, and what was paid is booked by
 * three hands; from then on it is held. Where only records are kept, the same is booked and no money moves.
 */
export async function deposit(launch: DepositLaunch): Promise<{ outcome: string; paidFen: number }> {
  const { caseId, notice, mode, bureauIsUnit } = launch
  const dueFen = Math.round(notice.dueYuan * 100)
  const process = openProcess(depositProcess, { caseId, title: notice.title, unitId: notice.unitId, form: notice })

  process.enter('NOTICE_SENT')
  const payment = await process.step(depositSteps.pay, {
    // Nobody confirms for somebody else that they do it of their own will.
    to: { ...ofUnit(notice.unitId, 'UNIT_HEAD'), userId: notice.payerId, inPerson: true },
    within: depositLimits.pay,
    context: { due: (dueFen / 100).toFixed(2), mode },
  })
  if (payment.form.decision === 'DECLINED') {
    const { outcome } = await process.close('DECLINED')
    return { outcome, paidFen: 0 }
  }
  process.enter('PAID')
  const paidFen = await booked(process, {
    caseId,
    unitId: notice.unitId,
    year: notice.year,
    within: depositLimits.book,
    mode,
    bureauIsUnit,
    context: { due: (dueFen / 100).toFixed(2) },
    checkAmount: (fen) => {
      if (fen === 0 || fen > dueFen) throw refuse('AMOUNT_OVER_DUE', { due: (dueFen / 100).toFixed(2) })
    },
    entries: (fen) => paymentEntries(fen, notice.payerId),
  })
  const { outcome } = await process.close('HELD')
  // What is paid in adds to what is held: it can take nothing away from anybody.
  return { outcome, paidFen: paidFen ?? 0 }
}
