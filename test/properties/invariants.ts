import { type Evidence, type Standing, standingOf } from './evidence.ts'
import { chain } from './invariants-chain.ts'
import { dates } from './invariants-dates.ts'
import { hands } from './invariants-hands.ts'

/** What must hold of every case, however it was played. Each gives what is wrong, in words; nothing when all is well. */
export type Invariant = (evidence: Evidence, events: Standing[]) => string[]

const ofType = <T extends Standing['type']>(events: Standing[], type: T) =>
  events.filter((event): event is Standing & { type: T } => event.type === type)

/** One outcome at most, and exactly one when the case is over. */
const oneOutcome: Invariant = ({ case: { stage, outcome } }, events) => {
  const faults: string[] = []
  const closed = ofType(events, 'caseClosed').length
  const reopened = ofType(events, 'caseReopened').length
  if (closed - reopened !== (outcome === null ? 0 : 1))
    faults.push(`closed ${closed} times and reopened ${reopened} times with the outcome ${outcome}`)
  if (stage === 'CLOSED' && outcome === null) faults.push('closed without an outcome')
  if (outcome !== null && !['PASSED', 'REVOKED', 'NO_ACTION', 'DISPOSED'].includes(outcome))
    faults.push(`no such outcome: ${outcome}`)
  return faults
}

/** One proposal under way at most, and none without two failed rounds, a talk, and a failure after it. */
const noShortcut: Invariant = ({ tasks }, events) => {
  const faults: string[] = []
  if (tasks.filter(({ step, state }) => step === 'draftDisposition' && state === 'OPEN').length > 1)
    faults.push('two proposals at once')
  if (ofType(events, 'documentIssued').filter(({ data }) => data.docType === 'DISPOSITION_PROPOSAL').length > 1)
    faults.push('proposed twice')
  const proposed = events.find(({ type, data }) => type === 'stageEntered' && data.stage === 'DISPOSITION')
  if (!proposed) return faults
  const before = events.filter(({ no }) => no < proposed.no)
  if (ofType(before, 'roundFailed').length < 2) faults.push('a proposal before two rounds failed')
  const talk = answersOf(before, 'holdTalk').find(({ form }) => form.attendance === 'PRESENT')
  if (!talk) return [...faults, 'a proposal without a talk']
  const signatures = before.filter(({ type, data }) => type === 'taskSubmitted' && data.step.startsWith('signAs'))
  if (signatures.length < 3) faults.push('the record of the talk is not signed by all')
  const missed = ofType(before, 'taskOverdue').some(({ data }) => data.step === 'keepCommitments')
  const found = answersOf(before, 'reinspect').at(-1)
  if (!missed && !(found && found.no > talk.no && found.form.result === 'FAIL'))
    faults.push('a proposal though the commitments were kept')
  return faults
}

/** Failures are the rounds that a director determined as failed: one verdict a round, and none by itself. */
const failuresAreVerdicts: Invariant = ({ case: { failedRounds } }, events) => {
  const faults: string[] = []
  const failed = ofType(events, 'roundFailed')
  if (failed.length !== failedRounds) faults.push(`${failed.length} rounds failed and ${failedRounds} are counted`)
  if (new Set(failed.map(({ data }) => data.round)).size !== failed.length) faults.push('a round failed twice')
  for (const { no } of failed) {
    const verdict = answersOf(events, 'determination').findLast((answer) => answer.no < no)
    if (verdict?.form.decision !== 'FAILED') faults.push(`event ${no} counts a failure that nobody determined`)
  }
  const verdicts = answersOf(events, 'determination').filter(({ form }) => form.decision === 'FAILED')
  if (verdicts.length !== failed.length) faults.push(`${verdicts.length} verdicts and ${failed.length} failures`)
  return faults
}

/** From where to where a case goes; a round only ever grows. */
const ways: Record<string, string[]> = {
  '': ['PENDING_APPROVAL'],
  DRAFT: ['PENDING_APPROVAL'],
  PENDING_APPROVAL: ['DRAFT', 'ISSUED', 'FAILED'],
  ISSUED: ['IN_PROGRESS'],
  IN_PROGRESS: ['VERIFYING', 'FAILED', 'ISSUED'],
  // A reopened case leaves its closing without a stage of its own.
  VERIFYING: ['FAILED', 'CLOSED', 'PENDING_APPROVAL'],
  FAILED: ['IN_PROGRESS', 'PENDING_APPROVAL', 'TALK_PROPOSED'],
  TALK_PROPOSED: ['TALK_NOTIFIED'],
  TALK_NOTIFIED: ['TALK_NOTIFIED', 'TALK_HELD'],
  TALK_HELD: ['DISPOSITION'],
  DISPOSITION: ['SENT'],
}
const onlyForward: Invariant = (_evidence, events) => {
  const faults: string[] = []
  let [stage, round] = ['', 0]
  for (const { data } of ofType(events, 'stageEntered')) {
    if (!ways[stage]?.includes(data.stage)) faults.push(`from ${stage} to ${data.stage}`)
    if (data.round < round) faults.push(`back from round ${round} to ${data.round}`)
    ;[stage, round] = [data.stage, data.round]
  }
  return faults
}

/** After its end nothing happens to a case any more. */
const endIsEnd: Invariant = ({ case: { stage } }, events) => {
  const last = events.findLast(
    ({ type, data }) => type === 'caseClosed' || (type === 'stageEntered' && data.stage === 'CLOSED'),
  )
  if (stage !== 'CLOSED') return []
  const after = events.filter(({ no, type }) => no > (last?.no ?? 0) && type !== 'taskCancelled')
  return after.map(({ type }) => `${type} after the end`)
}

/** A case that is not over waits for somebody, or for the day on which it may be looked back at. */
const wayForward: Invariant = ({ case: { stage, id }, tasks }) => {
  const open = tasks.filter(({ state }) => state === 'OPEN')
  if (stage === 'CLOSED') return open.map(({ step }) => `${step} is open in a closed case`)
  return open.length === 0 && stage !== 'LOOK_BACK' ? [`${id} waits for nobody at ${stage}`] : []
}

/** Every open step has one end, and the read model tells the same as the ledger. */
const sameStory: Invariant = ({ case: row, tasks }, events) => {
  const state = new Map<string, string>()
  const faults: string[] = []
  const end = (taskId: string, how: string) => {
    if (state.get(taskId) !== 'OPEN') faults.push(`${taskId} is ${how} and was ${state.get(taskId)}`)
    state.set(taskId, how)
  }
  for (const event of events) {
    if (event.type === 'taskOpened') state.set(event.data.taskId, 'OPEN')
    if (event.type === 'taskSubmitted') end(event.data.taskId, 'DONE')
    if (event.type === 'taskOverdue') end(event.data.taskId, 'OVERDUE')
    if (event.type === 'taskCancelled') end(event.data.taskId, 'CANCELLED')
  }
  for (const { id, state: shown } of tasks)
    if ((state.get(id) ?? 'CANCELLED') !== shown) faults.push(`${id} is shown as ${shown} and is ${state.get(id)}`)
  for (const id of state.keys()) if (!tasks.some((task) => task.id === id)) faults.push(`${id} is not shown`)
  const stage = events.findLast(({ type }) => type === 'stageEntered')?.data as
    | { stage: string; round: number }
    | undefined
  const closed = events.findLast(({ type }) => type === 'caseClosed')
  if (row.stage !== 'LOOK_BACK' && !closed && row.stage !== stage?.stage) faults.push(`shown at ${row.stage}`)
  if (row.round !== stage?.round) faults.push(`shown in round ${row.round} and is in ${stage?.round}`)
  return faults
}

/** The answers to a step, in order. */
export const answersOf = (events: Standing[], step: string) =>
  ofType(events, 'taskSubmitted')
    .filter(({ data }) => data.step === step)
    .map(({ no, by, data }) => ({ no, by, taskId: data.taskId, form: data.form as Record<string, unknown> }))

export const invariants: Record<string, Invariant> = {
  oneOutcome,
  noShortcut,
  failuresAreVerdicts,
  onlyForward,
  endIsEnd,
  wayForward,
  sameStory,
  ...chain,
  ...dates,
  ...hands,
}

/** What is wrong with a case, each with the name of what it breaks. */
export function faultsOf(evidence: Evidence): string[] {
  const events = standingOf(evidence)
  return Object.entries(invariants).flatMap(([name, invariant]) =>
    invariant(evidence, events).map((fault) => `${name}: ${fault}`),
  )
}
