import type { FormKey } from './forms.ts'
import { type Actor, type Assignee, handsIn, type Role, whyNotAssignee } from './people.ts'
import type { RefusalCode } from './refusals.ts'
import { type Text, text } from './text.ts'

/**
 * The lawful corrections of an open step (handbook P14 step 4, §2.27): a closed list, each declared, with its
 * form, who may make it, and what it causes. Nothing else moves a step. The same functions decide in the
 * workflow and tell the screen what is possible. Pure.
 */

/** What has been done to an open step besides waiting for its answer. */
export type StepFacts = {
  /** ISO since when its clock stands still, or null. */
  heldSince: string | null
  heldUntil: string | null
  /** A ruling that the step waits for before its deadline can speak. */
  pending: 'extension' | 'objection' | 'hold' | 'reschedule' | null
  extensions: number
  objected: boolean
  delegate: { userId: string; name: string } | null
  coUnits: string[]
  reminders: number
  /** Of an appointment: how often the unit asked for another time, and how often the office set one of itself. */
  putOff: { unit: number; office: number }
}

export const freshFacts = (): StepFacts => ({
  heldSince: null,
  heldUntil: null,
  pending: null,
  extensions: 0,
  objected: false,
  delegate: null,
  coUnits: [],
  reminders: 0,
  putOff: { unit: 0, office: 0 },
})

/** A step as a correction sees it. `unitId` is the unit that the case is about. */
export type CorrectableStep = {
  assignee: Assignee
  unitId: string
  startAt: string
  dueAt: string
  /** Until when an objection is heard, ISO; null where none is. */
  objectUntil: string | null
  facts: StepFacts
}

type Definition = {
  title: Text
  causes: Text
  form: FormKey
  /** Why this person may not do it to this step at `now` (ISO), or null. */
  whyNot: (step: CorrectableStep, actor: Actor, now: string) => RefusalCode | null
}

const office: readonly Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const signers: readonly Role[] = ['OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'COMMANDER']
const holds = (actor: Actor, roles: readonly Role[]) => roles.some((role) => actor.roles.includes(role))
const mayAct = (step: CorrectableStep, actor: Actor) => whyNotAssignee(actor, step.assignee) === null
const ofItsUnit = (step: CorrectableStep, actor: Actor) =>
  step.assignee.unitId !== undefined && actor.unitId === step.assignee.unitId
const unitHead = (step: CorrectableStep, actor: Actor) => ofItsUnit(step, actor) && actor.roles.includes('UNIT_HEAD')
const unitPeople = (step: CorrectableStep, actor: Actor) =>
  ofItsUnit(step, actor) && holds(actor, ['UNIT_HEAD', 'UNIT_LIAISON'])
const pendingOnly = (step: CorrectableStep): RefusalCode | null => (step.facts.pending ? 'RULING_PENDING' : null)
const busy = (step: CorrectableStep): RefusalCode | null =>
  step.facts.pending ? 'RULING_PENDING' : step.facts.heldSince ? 'ON_HOLD' : null

export const corrections = {
  assign: {
    title: text('指定承办人', 'Assign'),
    causes: text('只由被指定的同志办理，期限不变。', 'Only the person named may act; the due date stays.'),
    form: 'assignment.v1',
    whyNot: (step, actor) =>
      unitHead(step, actor) || (step.assignee.unitId === undefined && actor.roles.includes('OFFICE_DIRECTOR'))
        ? null
        : 'NOT_YOUR_ROLE',
  },
  reassign: {
    title: text('移交承办人', 'Hand over'),
    causes: text(
      '原承办人请假或离任，由系统管理员移交；期限不变，前后承办人入卷。',
      'Who was named is on leave or has left; the due date stays, and who it was before is on file.',
    ),
    form: 'reassignment.v1',
    whyNot: (_step, actor) => (actor.roles.includes('SYS_ADMIN') ? null : 'NOT_YOUR_ROLE'),
  },
  delegate: {
    title: text('委派他人代办', 'Delegate'),
    causes: text('对方办完后回到您这里，仍由您提交；期限不变。', 'It comes back to you to submit; the due date stays.'),
    form: 'delegation.v1',
    whyNot: (step, actor) => (mayAct(step, actor) ? null : 'NOT_YOUR_ROLE'),
  },
  returnDelegation: {
    title: text('办完交回', 'Hand back'),
    causes: text('交回委派人，由其核对后提交。', 'Goes back to who delegated it.'),
    form: 'delegationReturn.v1',
    whyNot: (step, actor) =>
      step.facts.delegate && handsIn(actor).includes(step.facts.delegate.userId) ? null : 'NOT_NAMED',
  },
  transfer: {
    title: text('转办', 'Transfer'),
    causes: text('转办后由对方负责，您不再办理；期限不变。', 'They take it over; the due date stays.'),
    form: 'transfer.v1',
    whyNot: (step, actor) => (mayAct(step, actor) ? null : 'NOT_YOUR_ROLE'),
  },
  addCoHandler: {
    title: text('增加协办单位', 'Add a co-handler'),
    causes: text(
      '协办单位可查看本案、报送协办情况；主办单位仍负总责。',
      'They see the case and report; the lead stays responsible.',
    ),
    form: 'coHandler.v1',
    whyNot: (step, actor) =>
      step.facts.coUnits.length >= 5
        ? 'TOO_MANY_CO_HANDLERS'
        : holds(actor, office) || unitHead(step, actor)
          ? null
          : 'NOT_YOUR_ROLE',
  },
  contribute: {
    title: text('报送协办情况', 'Report as co-handler'),
    causes: text('记入本案，由主办单位汇总反馈。', 'Goes on record; the lead unit reports.'),
    form: 'contribution.v1',
    whyNot: (step, actor) => (step.facts.coUnits.includes(actor.unitId) ? null : 'NOT_YOUR_UNIT'),
  },
  requestExtension: {
    title: text('申请延期', 'Ask for an extension'),
    causes: text(
      '报创卫办审批；批准前原期限仍有效，审批期间不认定逾期。每轮一次。',
      'Goes for approval; while it is decided nothing is overdue. Once a round.',
    ),
    form: 'extensionRequest.v1',
    whyNot: (step, actor, now) =>
      !unitPeople(step, actor)
        ? 'NOT_YOUR_ROLE'
        : step.facts.extensions > 0
          ? 'EXTENSION_USED'
          : Date.parse(now) > Date.parse(step.dueAt)
            ? 'EXTENSION_TOO_LATE'
            : busy(step),
  },
  object: {
    title: text('提出异议', 'Object'),
    causes: text(
      '由未参与签发的领导裁定；裁定前停止计时，不得升级。',
      'Ruled on by somebody else; the clock stops until then.',
    ),
    form: 'objection.v1',
    whyNot: (step, actor, now) =>
      step.objectUntil === null
        ? 'OBJECTION_NOT_HEARD'
        : !unitPeople(step, actor)
          ? 'NOT_YOUR_ROLE'
          : step.facts.objected
            ? 'OBJECTION_USED'
            : Date.parse(now) > Date.parse(step.objectUntil)
              ? 'OBJECTION_TOO_LATE'
              : busy(step),
  },
  hold: {
    title: text('申请挂账', 'Ask for a hold'),
    causes: text(
      '批准后停止计时，保留剩余工作时间，到销账日恢复计时。',
      'Once approved the clock stops and keeps the time left, until the day named.',
    ),
    form: 'holdRequest.v1',
    whyNot: (step, actor) => (unitHead(step, actor) || holds(actor, office) ? busy(step) : 'NOT_YOUR_ROLE'),
  },
  endHold: {
    title: text('恢复计时', 'End the hold'),
    causes: text('从现在起按剩余工作时间继续计时。', 'The clock goes on with the time that was left.'),
    form: 'holdEnd.v1',
    whyNot: (step, actor) =>
      !holds(actor, signers) ? 'NOT_YOUR_ROLE' : step.facts.heldSince && !step.facts.pending ? null : 'NOT_ON_HOLD',
  },
  reschedule: {
    title: text('约谈改期', 'Put the talk off'),
    causes: text(
      '另发《约谈通知书》，签收满两个工作日方可约谈；原安排作废，改期次数入卷。',
      'A new notice of talk goes out; two working days after its receipt at the earliest. It is counted, on file.',
    ),
    form: 'talkRescheduling.v1',
    whyNot: (step, actor) =>
      !holds(actor, signers) ? 'NOT_YOUR_ROLE' : actor.unitId === step.unitId ? 'RECUSED' : pendingOnly(step),
  },
  requestReschedule: {
    title: text('书面请假，申请改期', 'Ask to put the talk off'),
    causes: text(
      '报约谈组织者审批；未获同意的，仍按原定时间到场。只能申请一次。',
      'Goes for approval; unless it is granted the appointed time stands. Once only.',
    ),
    form: 'reschedulingRequest.v1',
    whyNot: (step, actor, now) =>
      actor.unitId !== step.unitId || !actor.roles.includes('UNIT_HEAD')
        ? 'NOT_YOUR_ROLE'
        : step.facts.putOff.unit > 0
          ? 'RESCHEDULE_USED'
          : Date.parse(now) > Date.parse(step.dueAt)
            ? 'RESCHEDULE_TOO_LATE'
            : pendingOnly(step),
  },
  correctDeadline: {
    title: text('更正期限', 'Correct the due date'),
    causes: text(
      '按日历重新计算，算式前后对照入卷；未经第二名系统管理员同意，不会早于已告知的期限。',
      'Reckoned anew, the sums before and after on file; never earlier than announced unless a second administrator agrees.',
    ),
    form: 'deadlineCorrection.v1',
    whyNot: (step, actor) => (actor.roles.includes('SYS_ADMIN') ? busy(step) : 'NOT_YOUR_ROLE'),
  },
  recordReceipt: {
    title: text('补登纸质签收', 'Record a receipt on paper'),
    causes: text(
      '按纸质回执上的签收时间送达，期限自该时间起算；回执照片入卷。',
      'It counts as received when the paper says so, and the clock runs from then; the scan is on file.',
    ),
    form: 'paperReceipt.v1',
    whyNot: (_step, actor) => (holds(actor, office) ? null : 'NOT_YOUR_ROLE'),
  },
  remind: {
    title: text('催办', 'Remind'),
    causes: text(
      '通知承办人并留痕，期限不变；发《催办通知书》的，编号入卷。',
      'Tells who has to act, on record; the due date stays. A formal reminder is numbered and on file.',
    ),
    form: 'reminder.v1',
    whyNot: (_step, actor) => (holds(actor, [...office, 'DEPUTY_COMMANDER', 'COMMANDER']) ? null : 'NOT_YOUR_ROLE'),
  },
} as const satisfies Record<string, Definition>

export type Correction = keyof typeof corrections
export const correctionKeys = Object.keys(corrections) as [Correction, ...Correction[]]
export const correctionOf = (act: Correction): Definition => corrections[act]
