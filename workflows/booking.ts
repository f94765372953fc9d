import type { FormOf } from '../domain/forms.ts'
import { anyone, handsIn } from '../domain/people.ts'
import type { Limit } from '../domain/calendar.ts'
import { bookingStepsOf, moneyReviewers } from '../domain/processes/booking.ts'
import type { ProcessDefinition } from '../domain/processes/definition.ts'
import type { DepositEntry } from '../domain/settlement.ts'
import { notLaterThan } from './checks.ts'
import type { Process } from './kit/process.ts'
import { refuse } from './kit/refuse.ts'

/** What is to be booked: for whom, for which year, and what the amount may be. */
type Booking = {
  caseId: string
  unitId: string
  year: number
  within: Limit
  mode: 'RECORD_ONLY' | 'CASH'
  bureauIsUnit: boolean | undefined
  /** Told beside the form: what is expected. */
  context: Record<string, string>
  /** Refuses an amount, fen, that cannot be. */
  checkAmount: (fen: number) => void
  /** The entries of an amount, fen. Their sum is nothing. */
  entries: (fen: number) => DepositEntry[]
  /** It settles the unit's year: nothing is held afterwards. */
  settles?: boolean
}

/**
 * Books an amount by three hands, no two the same and none of the unit (handbook §1.5 no. 3, §3.7 no. 4). A voucher
 * that is booked already comes back to whoever prepared it. Returns the amount in fen, or null when another case has
 * booked meanwhile what was to be booked here.
 */
export async function booked<P extends ProcessDefinition>(
  process: Process<P>,
  booking: Booking,
): Promise<number | null> {
  const steps = bookingStepsOf(booking.bureauIsUnit)
  const notOfUnit = { excludedUnits: [booking.unitId] }
  for (let returned = ''; ; ) {
    const entry = await process.step(steps.prepareEntry, {
      to: { ...anyone('OFFICE_FINANCE'), ...notOfUnit },
      within: booking.within,
      context: { ...booking.context, ...(returned === '' ? {} : { returned }) },
      check: (form, command) => {
        booking.checkAmount(fenOf(form))
        notLaterThan(form.paidAt, command, '日期')
      },
    })
    const shown = { paidYuan: String(entry.form.paidYuan), voucherNo: entry.form.voucherNo, paidAt: entry.form.paidAt }
    const review = await process.step(steps.reviewEntry, {
      to: { ...anyone(moneyReviewers(booking.bureauIsUnit).entry), excluded: handsIn(entry.by), ...notOfUnit },
      within: booking.within,
      context: shown,
    })
    returned = review.form.opinion
    if (review.form.decision === 'RETURN') continue
    const approval = await process.step(steps.approveEntry, {
      to: {
        ...anyone('COMMANDER', 'DEPUTY_COMMANDER'),
        excluded: [...handsIn(entry.by), ...handsIn(review.by)],
        ...notOfUnit,
      },
      within: booking.within,
      context: shown,
    })
    returned = approval.form.opinion
    if (approval.form.decision === 'RETURN') continue
    const fen = fenOf(entry.form)
    const { posted, changed } = await process.outside((world) =>
      world.postDeposit({
        caseId: booking.caseId,
        // After a merger it is the new unit's.
        unitId: process.unitNow(booking.unitId),
        year: booking.year,
        mode: booking.mode,
        voucherNo: entry.form.voucherNo,
        at: entry.form.paidAt,
        entries: booking.entries(fen),
        ...(booking.settles ? { settles: true } : {}),
        preparerId: entry.by.userId,
        reviewerId: review.by.userId,
        approverId: approval.by.userId,
      }),
    )
    if (posted) return fen
    if (changed) return null
    returned = `凭证号 ${entry.form.voucherNo} 已入过账`
  }
}

const fenOf = (form: FormOf<'depositEntry.v1'>): number => Math.round(form.paidYuan * 100)

/** Refuses an amount that is not exactly what is expected, fen. */
export const exactly =
  (expectedFen: number) =>
  (fen: number): void => {
    if (fen !== expectedFen) throw refuse('AMOUNT_DIFFERS', { expected: (expectedFen / 100).toFixed(2) })
  }
