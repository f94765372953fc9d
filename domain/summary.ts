import type { DueSum } from './calendar.ts'
import type { EventData, EventType } from './events.ts'
import { forms } from './forms.ts'
import {
  type RoundFailure,
  rectificationProcess,
  roundFailures,
  type Stage,
  steps,
  type Outcome,
} from './processes/rectification.ts'
import type { Refusal } from './refusals.ts'
import { assigneeText, limitText, momentText } from './sentence.ts'
import { type Text, text } from './text.ts'

/** One line for every entry of the ledger. Entries are kept for ever: what an old one lacks is left out. */

export type Names = {
  now: Date
  taskTitle: (taskId: string) => Text | undefined
  unitName: (unitId: string) => string | undefined
  personName: (userId: string) => string | undefined
}

/** What an act that was refused leaves in the ledger. */
export type RefusedAct = { act: string; taskId: string | null; refusal: Refusal }
export const REFUSED_ACT = 'actRefused'

/** What the record adds to an event: the sum of a due date, the number of a document. */
type Recorded<T extends EventType> = Omit<EventData[T], 'due'> & { due?: DueSum; documentNo?: string }
type Teller = { [T in EventType]: (data: Recorded<T>, names: Names) => Text }

const step = (key: string): Text => (steps as Record<string, { title: Text }>)[key]?.title ?? text(key, key)
const quote = (title: Text): Text => text(`“${title.zh}”`, `"${title.en}"`)
const task = (taskId: string, names: Names): Text => quote(names.taskTitle(taskId) ?? text(taskId, taskId))
const until = (due: DueSum | undefined, names: Names): Text => {
  if (!due) return text('', '')
  const at = momentText(due.due, names.now)
  return text(`，${at.zh}到期`, `, due ${at.en}`)
}

/** The chosen option of a submitted form that decides something, in words. */
function decision(stepKey: string, form: unknown): Text | null {
  const key = (steps as Record<string, { form: keyof typeof forms }>)[stepKey]?.form
  if (key === undefined || form === null || typeof form !== 'object') return null
  for (const name of ['decision', 'result'] as const) {
    const schema = (
      forms[key].shape as Record<string, { meta(): { options?: Record<string, Text> } | undefined } | undefined>
    )[name]
    const value = (form as Record<string, unknown>)[name]
    const option = typeof value === 'string' ? schema?.meta()?.options?.[value] : undefined
    if (option) return option
  }
  return null
}

const tell: Teller = {
  caseOpened: ({ title }) => text(`立案：${title}`, `Opened: ${title}`),
  stageEntered({ stage, round }) {
    const name = rectificationProcess.stages[stage as Stage] ?? text(stage, stage)
    return text(`进入${quote(name).zh}（第${round}次督办）`, `${name.en} (round ${round})`)
  },
  taskOpened({ title, assignee, due, limit }, names) {
    const who = assigneeText(
      assignee.roles,
      assignee.unitId === undefined ? null : (names.unitName(assignee.unitId) ?? assignee.unitId),
      assignee.userId === undefined ? null : (names.personName(assignee.userId) ?? assignee.userId),
    )
    const within = limitText(limit)
    return text(
      `交${who.zh}${title.zh}，限${within.zh}${until(due, names).zh}`,
      `${who.en}: ${title.en}, within ${within.en}${until(due, names).en}`,
    )
  },
  taskYellow: ({ taskId }, names) =>
    text(`${task(taskId, names).zh}临近到期`, `${task(taskId, names).en} falls due soon`),
  taskRed: ({ taskId }, names) => text(`${task(taskId, names).zh}已超期`, `${task(taskId, names).en} is overdue`),
  taskSubmitted({ step: key, form, late }) {
    const chosen = decision(key, form)
    return text(
      `${step(key).zh}${chosen ? `：${chosen.zh}` : ''}${late ? '（超期办理）' : ''}`,
      `${step(key).en}${chosen ? `: ${chosen.en}` : ''}${late ? ' (late)' : ''}`,
    )
  },
  taskOverdue: ({ step: key }) =>
    text(`${quote(step(key)).zh}到期未办，认定逾期`, `${quote(step(key)).en} was not done by its due date`),
  taskCancelled: ({ step: key, why }) =>
    text(`${quote(step(key)).zh}取消：${why.zh}`, `${quote(step(key)).en} cancelled: ${why.en}`),
  dueDateSettled: ({ taskId, due }, names) =>
    text(
      `${task(taskId, names).zh}期限按公布的放假安排核定${until(due, names).zh}`,
      `${task(taskId, names).en} settled by the published calendar${until(due, names).en}`,
    ),
  dueDateExtended: ({ taskId, due, why }, names) =>
    text(
      `${task(taskId, names).zh}顺延${until(due, names).zh}：${why.zh}`,
      `${task(taskId, names).en} extended${until(due, names).en}: ${why.en}`,
    ),
  documentIssued: ({ documentNo, round }) =>
    text(
      `编号下发${documentNo ? `：${documentNo}` : ''}（第${round}次督办）`,
      `Issued${documentNo ? ` as ${documentNo}` : ''} (round ${round})`,
    ),
  delivered({ by, at }, names) {
    const when = momentText(at, names.now)
    return by === 'PHONE'
      ? text(`电话送达，${when.zh}`, `Delivered by telephone, ${when.en}`)
      : text(`单位签收，${when.zh}`, `Signed for, ${when.en}`)
  },
  outageSuspected: ({ taskId }, names) =>
    text(
      `${task(taskId, names).zh}到期前后系统停机，转人工复核，暂不计逾期`,
      `${task(taskId, names).en}: our outage is reviewed by a person, nothing is counted yet`,
    ),
  roundFailed({ round, reason }) {
    const why = roundFailures[reason as RoundFailure] ?? text(reason, reason)
    return text(`第${round}次督办未落实：${why.zh}`, `Round ${round} failed: ${why.en}`)
  },
  caseWithdrawn: ({ reason }) => text(`撤回：${reason}`, `Withdrawn: ${reason}`),
  caseClosed({ outcome, rounds }) {
    const how = rectificationProcess.outcomes[outcome as Outcome] ?? text(outcome, outcome)
    return text(`办结：${how.zh}（共${rounds}次督办）`, `Closed: ${how.en} (${rounds} round(s))`)
  },
}

/** The line that a ledger entry shows. */
export function summarize(type: string, data: unknown, names: Names): Text {
  if (type === REFUSED_ACT) {
    const { taskId, refusal } = data as RefusedAct
    const what = taskId === null ? text('', '') : task(taskId, names)
    return text(`${what.zh}未受理：${refusal.text.zh}`, `${what.en} refused: ${refusal.text.en}`)
  }
  if (type === 'engineRetook')
    return text(
      '流程引擎恢复，此前未确认的记录作废',
      'The engine recovered; entries that nobody had been told of are void',
    )
  const teller = (tell as Record<string, ((data: unknown, names: Names) => Text) | undefined>)[type]
  return teller ? teller(data, names) : text(type, type)
}
