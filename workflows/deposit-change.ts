import { ofUnit } from '../domain/people.ts'
import { depositProcess } from '../domain/processes/deposit.ts'
import {
  type DepositChangeLaunch,
  depositChangeLimits as limits,
  depositChangeProcess,
  depositChangeSteps as steps,
} from '../domain/processes/deposit-change.ts'
import { carriedEntries, leavingEntries } from '../domain/settlement.ts'
import { booked, exactly } from './booking.ts'
import type { deposit } from './deposit.ts'
import { unfrozen } from './freeze.ts'
import { openProcess } from './kit/process.ts'

/**
 * 人员变动结转/退还 (handbook P07, §3.7 no. 5): who has paid leaves. It is carried over if the successor agrees of
 * their own will, or refunded, and then the successor is asked to pay anew; booked by three hands either way.
 */
export async function depositChange(launch: DepositChangeLaunch): Promise<{ outcome: string }> {
  const { caseId, change, drafterId, bureauIsUnit } = launch
  const { unitId, year, leavingId, successorId } = change
  const process = openProcess(depositChangeProcess, { caseId, title: change.title, unitId, form: change })
  const holding = () =>
    process.outside((world) => world.heldOf({ unitId: process.unitNow(unitId), year, payerId: leavingId }))

  const carries = change.way === 'CARRY' && (await agreed())
  const held = await settled()
  if (held === null) return process.close('NOTHING_HELD')
  process.issue('DEPOSIT_CHANGE', { ...change, carries, fen: held.fen, mode: held.mode })
  if (carries) return process.close('CARRIED')
  if (change.way === 'REFUND') await askedAnew(held)
  return process.close('REFUNDED')

  /** Books what is held of who leaves, as it is when it is booked; null when nothing is. */
  async function settled() {
    for (;;) {
      if (!carries) await unfrozen(process, { unitId, within: limits.freeze })
      process.enter('SETTLING')
      const held = await holding()
      if (held.fen === 0) return null
      const amount = (held.fen / 100).toFixed(2)
      const fen = await booked(process, {
        caseId,
        unitId,
        year,
        within: limits.book,
        mode: held.mode,
        bureauIsUnit,
        context: carries ? { carried: amount } : { refund: amount },
        checkAmount: exactly(held.fen),
        entries: (of) => (carries ? carriedEntries(of, leavingId, successorId) : leavingEntries(of, leavingId)),
      })
      if (fen !== null) return held
    }
  }

  async function agreed(): Promise<boolean> {
    process.enter('AGREEING')
    const { fen } = await holding()
    const answer = await process.step(steps.agree, {
      // Nobody takes it over for somebody else of their own will.
      to: { ...ofUnit(unitId, 'UNIT_HEAD'), userId: successorId, inPerson: true },
      within: limits.agree,
      context: { held: (fen / 100).toFixed(2) },
    })
    return answer.form.decision === 'CONFIRMED'
  }

  /** The successor is asked for the same, by a case of its own. */
  async function askedAnew({ fen, mode }: { fen: number; mode: 'RECORD_ONLY' | 'CASH' }) {
    const notice = {
      title: `${change.title}（继任缴存）`.slice(0, 80),
      unitId: process.unitNow(unitId),
      payerId: successorId,
      year,
      dueYuan: fen / 100,
      basis: change.reason,
    }
    await process.spawn<typeof deposit>(
      depositProcess,
      { key: 'successor', title: notice.title, unitId: notice.unitId, drafterId, content: notice },
      () => ({ notice, mode, bureauIsUnit }),
    )
  }
}
