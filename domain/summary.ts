import type { DueSum } from './calendar.ts'
import { type Correction, correctionOf, corrections } from './corrections.ts'
import { documentNames } from './documents.ts'
import type { EventData, EventType } from './events.ts'
import { forms } from './forms.ts'
import { failureText, outcomeText, processOf, roundText, stageText, stepOf } from './processes/catalogue.ts'
import { INTERVENED, type Intervened, intervenedText } from './intervened.ts'
import type { Refusal } from './refusals.ts'
import { assigneeText, limitText, momentText, roundsOf } from './sentence.ts'
import { REBUILT, type Rebuilt, rebuiltText } from './rebuilt.ts'
import { type Text, text } from './text.ts'

/** One line for every entry of the ledger. Entries are kept for ever: what an old one lacks is left out. */

export type Names = {
  /** Of which kind the case is. */
  kind: string
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

const step = (key: string, { kind }: Names): Text => stepOf(kind, key)?.title ?? text(key, key)
const quote = (title: Text): Text => text(`“${title.zh}”`, `"${title.en}"`)
const task = (taskId: string, names: Names): Text => quote(names.taskTitle(taskId) ?? text(taskId, taskId))
const until = (due: DueSum | undefined, names: Names): Text => {
  if (!due) return text('', '')
  const at = momentText(due.due, names.now)
  return text(`，${at.zh}到期`, `, due ${at.en}`)
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)

/** The reason or note that a correction's form gives. */
function reasonIn(detail: unknown): string {
  if (detail === null || typeof detail !== 'object') return ''
  const said = Object.entries(detail).find(([key]) => ['reason', 'note', 'grounds'].includes(key))?.[1]
  return typeof said === 'string' ? said : ''
}

/** The chosen option of a submitted form that decides something, in words. */
export function decision(kind: string, stepKey: string, form: unknown): Text | null {
  const key = stepOf(kind, stepKey)?.form
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
  stageEntered({ stage, round }, { kind }) {
    const name = stageText(kind, stage)
    const which = roundText(kind, round)
    return which.zh === ''
      ? text(`进入${quote(name).zh}`, name.en)
      : text(`进入${quote(name).zh}（${which.zh}）`, `${name.en} (${which.en})`)
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
  taskSubmitted({ step: key, form, late }, names) {
    const chosen = decision(names.kind, key, form)
    return text(
      `${step(key, names).zh}${chosen ? `：${chosen.zh}` : ''}${late ? '（超期办理）' : ''}`,
      `${step(key, names).en}${chosen ? `: ${chosen.en}` : ''}${late ? ' (late)' : ''}`,
    )
  },
  taskOverdue: ({ step: key }, names) =>
    text(
      `${quote(step(key, names)).zh}到期未办，认定逾期`,
      `${quote(step(key, names)).en} was not done by its due date`,
    ),
  taskCancelled: ({ step: key, why }, names) =>
    text(`${quote(step(key, names)).zh}取消：${why.zh}`, `${quote(step(key, names)).en} cancelled: ${why.en}`),
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
  dueDateCorrected: ({ taskId, due, before, why, by, agreedBy }, names) => {
    const was = momentText(before, names.now)
    const who = agreedBy === undefined ? by : `${by}、${agreedBy}`
    return text(
      `${task(taskId, names).zh}期限更正：原${was.zh}到期${until(due, names).zh}（${who}）：${why}`,
      `${task(taskId, names).en}: due date corrected, was due ${was.en}${until(due, names).en} (${who}): ${why}`,
    )
  },
  recordSettled: ({ reason }) => text(`台账按流程现状更正：${reason}`, `The record follows its workflow: ${reason}`),
  taskChanged({ taskId, act, detail }, names) {
    const done = act in corrections ? correctionOf(act as Correction).title : step(act, names)
    const why = reasonIn(detail)
    return text(
      `${task(taskId, names).zh}：${done.zh}${why && `，${why}`}`,
      `${task(taskId, names).en}: ${lowerFirst(done.en)}${why && `; ${why}`}`,
    )
  },
  clockStopped: ({ taskId, why }, names) =>
    text(`${task(taskId, names).zh}停止计时：${why.zh}`, `${task(taskId, names).en}: the clock stops, ${why.en}`),
  clockResumed: ({ taskId, due }, names) =>
    text(
      `${task(taskId, names).zh}恢复计时，扣除停止的时间${until(due, names).zh}`,
      `${task(taskId, names).en}: the clock goes on${until(due, names).en}`,
    ),
  extensionGranted: ({ taskId, days, by, due }, names) =>
    text(
      `${task(taskId, names).zh}延期${days}个工作日（${by}批准）${until(due, names).zh}`,
      `${task(taskId, names).en} extended by ${days} working day(s) (${by})${until(due, names).en}`,
    ),
  unitChanged: ({ unitId }, names) =>
    text(
      `改派${names.unitName(unitId) ?? unitId}，原单位不计次数`,
      `Passed on to ${names.unitName(unitId) ?? unitId}; not counted`,
    ),
  unitMerged: ({ from, into, reason }, names) =>
    text(
      `${names.unitName(from) ?? from}并入${names.unitName(into) ?? into}，由后者继续办理，不计次数：${reason}`,
      `${names.unitName(from) ?? from} was merged into ${names.unitName(into) ?? into}, which goes on; not counted: ${reason}`,
    ),
  caseReopened: ({ reason }) => text(`重新督办：${reason}`, `Reopened: ${reason}`),
  documentIssued: ({ docType, documentNo, round }) => {
    const name = documentNames[docType]
    const which = docType === 'SUPERVISE_FORM' ? text(`（第${round}次督办）`, ` (round ${round})`) : text('', '')
    return text(
      `编号下发${name.zh}${documentNo ? `：${documentNo}` : ''}${which.zh}`,
      `${name.en} issued${documentNo ? ` as ${documentNo}` : ''}${which.en}`,
    )
  },
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
  roundFailed({ round, reason }, { kind }) {
    const why = failureText(kind, reason)
    return text(`${roundText(kind, round).zh}未落实：${why.zh}`, `Round ${round} failed: ${why.en}`)
  },
  caseRevised: ({ title }) => text(`更新内容：${title}`, `Revised: ${title}`),
  caseSpawned({ caseId, kind, title }) {
    const what = processOf(kind)?.title ?? text(kind, kind)
    return text(`转入${what.zh} ${caseId}：${title}`, `Gave rise to ${what.en} ${caseId}: ${title}`)
  },
  reportMerged: ({ caseId, reporter }) =>
    text(`并入上报 ${caseId}（${reporter}）`, `Merged report ${caseId} (${reporter})`),
  caseWithdrawn: ({ reason }) => text(`撤回：${reason}`, `Withdrawn: ${reason}`),
  caseClosed({ outcome, rounds, reason }, { kind }) {
    const how = outcomeText(kind, outcome)
    const counted = roundsOf({ kind, round: rounds })
    // Why somebody withdrew it stands in the line before.
    const why = outcome === 'RETURNED' && reason ? reason : ''
    return text(
      `办结：${how.zh}${counted.zh}${why && `，${why}`}`,
      `Closed: ${how.en}${counted.en}${why && `; ${why}`}`,
    )
  },
}

/** The line that a ledger entry shows. */
export function summarize(type: string, data: unknown, names: Names): Text {
  if (type === REFUSED_ACT) {
    const { taskId, refusal } = data as RefusedAct
    const what = taskId === null ? text('', '') : task(taskId, names)
    return text(`${what.zh}未受理：${refusal.text.zh}`, `${what.en} refused: ${refusal.text.en}`)
  }
  if (type === REBUILT) return rebuiltText(data as Rebuilt)
  if (type === 'engineRetook')
    return text(
      '流程引擎恢复，此前未确认的记录作废',
      'The engine recovered; entries that nobody had been told of are void',
    )
  if (type === INTERVENED) return intervenedText(data as Intervened)
  const teller = (tell as Record<string, ((data: unknown, names: Names) => Text) | undefined>)[type]
  return teller ? teller(data, names) : text(type, type)
}
