import {
  ActivityFailure,
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow'
import type { InterventionActivities } from '../activities/contract.ts'
import { OPENED_UPDATE } from '../domain/commands.ts'
import type { AskedIntervention, Steering } from '../domain/intervention-forms.ts'
import { type InterventionState, interventionStates, STEER_UPDATE } from '../domain/interventions.ts'
import { handsIn } from '../domain/people.ts'
import { refuse } from './kit/refuse.ts'

const retry = { initialInterval: '1 second', maximumInterval: '10 seconds' }
const { openIntervention, noteIntervention, failItem, leaveOut } = proxyActivities<InterventionActivities>({
  startToCloseTimeout: '15 seconds',
  retry,
})
// A worker that was killed is missed after this long; each try finds out what an earlier one has done.
const { carryOut } = proxyActivities<InterventionActivities>({
  startToCloseTimeout: '25 seconds',
  retry: { ...retry, maximumAttempts: 6 },
})

/** So many cases are worked on at the same time. */
const LANES = 4
/** How long what failed may be tried again. */
const RETRIED_WITHIN = '7 days'

export const steer = defineUpdate<{ state: InterventionState }, [Steering]>(STEER_UPDATE)
export const opened = defineUpdate<{ state: InterventionState }>(OPENED_UPDATE)

/**
 * An administrator's act on one case or on many: where it is dangerous or large, another administrator confirms it
 * within a working day (two keys); then it is carried out case by case, each act in its own case's ledger, and can be
 * held up, gone on with, or broken off. It outlives every process of ours.
 */
export async function intervention(asked: AskedIntervention): Promise<InterventionState> {
  const { id, act, form, reason, by, targets } = asked
  let state: InterventionState = 'ASKED'
  let second: { userId: string; name: string } | null = null
  let known = false
  let waiting = targets.map((target, index) => ({ no: index + 1, target, tries: 1 }))
  let failed: typeof waiting = []

  setHandler(opened, async () => {
    await condition(() => known)
    return { state }
  })
  setHandler(steer, steered, { validator: mayBeSteered })

  const { expiresAt } = await openIntervention(asked)
  if (expiresAt === null) state = 'RUNNING'
  known = true
  if (expiresAt !== null) {
    await condition(() => state !== 'ASKED', Math.max(1, Date.parse(expiresAt) - Date.now()))
    if (standing() === 'ASKED') {
      state = 'EXPIRED'
      await noteIntervention({ id, state, by })
    }
  }
  while (standing() === 'RUNNING' || standing() === 'SUSPENDED') {
    await Promise.all(Array.from({ length: LANES }, lane))
    if (standing() === 'CANCELLED') break
    state = 'DONE'
    await noteIntervention({ id, state, by })
    if (failed.length > 0) await condition(() => state !== 'DONE', RETRIED_WITHIN)
  }
  if (standing() !== 'DONE') await leaveOut({ id })
  await condition(allHandlersFinished)
  return standing()

  // The handlers change it while this waits.
  function standing(): InterventionState {
    return state
  }

  async function lane(): Promise<void> {
    for (;;) {
      await condition(() => state !== 'SUSPENDED')
      const item = waiting.shift()
      if (!item) return
      try {
        await carryOut({ id, act, form, reason, by, second, ...item })
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error
        failed.push({ ...item, tries: item.tries + 1 })
        await failItem({ id, no: item.no, why: error.cause?.message ?? error.message })
      }
    }
  }

  function mayBeSteered({ kind, by: hand }: Steering): void {
    const wrong = () => refuse('INTERVENTION_NOT_THERE', { state: interventionStates[state].zh })
    switch (kind) {
      case 'confirm':
        if (state !== 'ASKED' || !known) throw wrong()
        if (!hand.roles.includes('SYS_ADMIN')) throw refuse('NOT_YOUR_ROLE', { who: '系统管理员' })
        if (handsIn(hand).some((userId) => handsIn(by).includes(userId))) throw refuse('SECOND_IS_FIRST')
        return
      case 'decline':
        if (state !== 'ASKED' || !known) throw wrong()
        return
      case 'suspend':
        if (state !== 'RUNNING') throw wrong()
        return
      case 'resume':
        if (state !== 'SUSPENDED') throw wrong()
        return
      case 'cancel':
        if (state !== 'RUNNING' && state !== 'SUSPENDED' && state !== 'DONE') throw wrong()
        return
      case 'retryFailed':
        if (state !== 'DONE' || failed.length === 0) throw wrong()
    }
  }

  async function steered({ kind, by: hand, note }: Steering): Promise<{ state: InterventionState }> {
    const who = { userId: hand.userId, name: hand.name }
    switch (kind) {
      case 'confirm':
        second = who
        state = 'RUNNING'
        break
      case 'decline':
        state = 'DECLINED'
        break
      case 'suspend':
        state = 'SUSPENDED'
        break
      case 'resume':
        state = 'RUNNING'
        break
      case 'cancel':
        state = 'CANCELLED'
        waiting = []
        break
      case 'retryFailed':
        waiting = failed
        failed = []
        state = 'RUNNING'
        break
    }
    await noteIntervention({ id, state, by: who, note, ...(kind === 'confirm' ? { second: who } : {}) })
    return { state }
  }
}
