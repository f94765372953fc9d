import type { Role } from './people.ts'
import { type Text, text } from './text.ts'

/**
 * What an administrator can do to a case that does not move: a closed list of lawful acts, each with its reason, for
 * one case or many. Nothing else moves a case: no variables are edited, no tokens moved (design §3). Pure.
 */

type Definition = {
  title: Text
  /** What it causes, and what it does not, told before the act. */
  causes: Text
  /** Whether it is on an open step, or on the whole case. */
  of: 'TASK' | 'CASE'
  /** By the case's own workflow, by the engine behind it, or by sending again what was received. */
  by: 'CASE' | 'ENGINE' | 'QUEUE'
  /** Who may ask for it. */
  roles: readonly Role[]
  /** It can lose or redo what people did: a second administrator has to confirm it. */
  dangerous: boolean
}

const administrator: readonly Role[] = ['SYS_ADMIN']

export const interventionActs = {
  remind: {
    title: text('催办', 'Remind'),
    causes: text('通知承办人并留痕，期限不变。', 'Tells who has to act, on record; the due date stays.'),
    of: 'TASK',
    by: 'CASE',
    roles: ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
    dangerous: false,
  },
  reassign: {
    title: text('移交承办人', 'Hand over'),
    causes: text(
      '交给有权办理这一步的另一位同志；期限不变，前后承办人入卷。',
      'To somebody else who may do this step; the due date stays, and who it was before is on file.',
    ),
    of: 'TASK',
    by: 'CASE',
    roles: administrator,
    dangerous: false,
  },
  correctDeadline: {
    title: text('更正期限', 'Correct the due date'),
    causes: text(
      '按日历重新计算，算式前后对照入卷。比已告知的期限提前的，须另一名系统管理员同意。',
      'Reckoned anew, the sums before and after on file. Earlier than announced only if another administrator agrees.',
    ),
    of: 'TASK',
    by: 'CASE',
    roles: administrator,
    dangerous: false,
  },
  settle: {
    title: text('按流程更正台账', "Take over the workflow's state"),
    causes: text(
      '请流程再说一次它在哪里，台账以流程为准；多出的记录声明作废，不删除。',
      'The workflow tells once more where it is and the record follows; what the ledger has beyond that is declared void, never deleted.',
    ),
    of: 'CASE',
    by: 'CASE',
    roles: administrator,
    dangerous: false,
  },
  retryCommand: {
    title: text('立即重新送办', 'Send again now'),
    causes: text(
      '已收到、尚未办结的操作立即重新送达；同一操作只办一次。',
      'What was received and is not decided is sent at once; the same act is done once.',
    ),
    of: 'CASE',
    by: 'QUEUE',
    roles: ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
    dangerous: false,
  },
  retryNow: {
    title: text('立即重试', 'Retry now'),
    causes: text(
      '后台动作立即重做一次。流程出错停住的，引擎要等越来越久（最长十分钟）才再试：由停住的那一点另起一次运行，状态和已办的事都在，操作自动补送。' +
        '案卷记录属本地动作，失败后每隔不到十秒自动重试，没有什么可以催的。',
      'A background action is tried at once. A process that stopped at a fault would be tried after ever longer pauses, up to ten minutes: ' +
        'a new run starts at that very point, with all its state. Recording is a local action that is tried again within ten seconds anyway.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: false,
  },
  changeOptions: {
    title: text('调整重试设置', 'Change how it is retried'),
    causes: text(
      '改变正在重试的后台动作的间隔和时限，只对这一次有效。案卷记录属本地动作，设置随程序，不能在此调整。',
      'Changes the pauses and the limit of the action that is being retried, this time only. Recording is a local action: its settings come with the program.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: false,
  },
  pause: {
    title: text('紧急暂停', 'Pause'),
    causes: text(
      '暂停期间这一案不受理任何操作：照常收下、按收到时间计，解除后办理。期限和时钟照走，到期的解除后一并触发；需要停止计时的，请用挂账。',
      'Nothing is carried out while it is paused: acts are received and count from then. Its clocks run on, and speak once it is unpaused; to stop a clock use a hold.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: false,
  },
  unpause: {
    title: text('解除暂停', 'Unpause'),
    causes: text(
      '流程继续；暂停期间收下的操作和到期的时钟随即办理。',
      'The process goes on; what was received and what fell due meanwhile follows at once.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: false,
  },
  sendBack: {
    title: text('退回上一步', 'Send back one step'),
    causes: text(
      '只退回最后办结的一步：由原来能办的人重新办理，期限不变。它引出的环节取消，文书作废（重新签发时沿用原号），都留在台账里；已结案、已引出另一案或已记账的不能退回。',
      'Takes back only the step that was answered last: it is done again by those who may, by the same due date. Steps that followed are cancelled and documents void (issued again they keep their numbers), all on record. Impossible once the case is closed, has given rise to another, or has been booked.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: true,
  },
  reset: {
    title: text('退回到某一点', 'Reset to a point'),
    causes: text(
      '流程退回到选定的一点，另起一次运行，前后两次运行互相注明；此后的操作可选择补办或作废。台账多出的部分声明作废，不删除。',
      'The process goes back to the point chosen, in a new run that names the old one; later acts are applied again or given up, as chosen. What the ledger has beyond it is declared void, never deleted.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: true,
  },
  terminate: {
    title: text('终止流程', 'Terminate'),
    causes: text(
      '流程立即停止，不再办理、不再计时；案卷不结案，可以由终止前的最后一点重建。',
      'The process stops at once and nothing more follows; the case is not closed, and can be rebuilt from where it stood.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: true,
  },
  rebuild: {
    title: text('重建流程', 'Rebuild'),
    causes: text(
      '被终止、取消或失败的流程由最后办完的一点恢复；被删除的由留痕重建。状态和期限都在，其间收下的操作随即办理。',
      'A process that was terminated, cancelled or failed goes on from the last thing it had done, one that was deleted from its record: with its state and its clocks. What was received meanwhile follows.',
    ),
    of: 'CASE',
    by: 'ENGINE',
    roles: administrator,
    dangerous: true,
  },
} as const satisfies Record<string, Definition>

export type InterventionAct = keyof typeof interventionActs
export const interventionActCodes = Object.keys(interventionActs) as [InterventionAct, ...InterventionAct[]]
export const interventionOf = (act: InterventionAct): Definition => interventionActs[act]

/** From so many cases on, any act needs a second administrator; and so many are the most at once. */
export const ALONE_UP_TO = 20
export const MOST_AT_ONCE = 1_000

/** Whether a second administrator has to confirm. `shortens`: some due date would become earlier than announced. */
export const needsSecond = ({
  act,
  cases,
  shortens,
}: {
  act: InterventionAct
  cases: number
  shortens: boolean
}): boolean => interventionOf(act).dangerous || shortens || cases > ALONE_UP_TO

export const interventionStates = {
  ASKED: text('待确认', 'To be confirmed'),
  DECLINED: text('未获同意', 'Declined'),
  EXPIRED: text('逾时未确认，已失效', 'Expired'),
  RUNNING: text('执行中', 'Under way'),
  SUSPENDED: text('已暂停执行', 'Suspended'),
  DONE: text('已完成', 'Finished'),
  CANCELLED: text('已取消其余', 'Rest cancelled'),
} as const satisfies Record<string, Text>
export type InterventionState = keyof typeof interventionStates
export const interventionStateCodes = Object.keys(interventionStates) as [InterventionState, ...InterventionState[]]

export const itemStates = {
  WAITING: text('待办', 'Waiting'),
  RECEIVED: text('已收到，流程恢复后办理', 'Received; follows once the process answers'),
  DONE: text('已办', 'Done'),
  REFUSED: text('未受理', 'Refused'),
  FAILED: text('失败', 'Failed'),
  LEFT_OUT: text('未执行', 'Left out'),
} as const satisfies Record<string, Text>
export type ItemState = keyof typeof itemStates
export const itemStateCodes = Object.keys(itemStates) as [ItemState, ...ItemState[]]

/** What is asked of a running intervention. */
export const steeringKinds = ['confirm', 'decline', 'suspend', 'resume', 'cancel', 'retryFailed'] as const
export type SteeringKind = (typeof steeringKinds)[number]

export const STEER_UPDATE = 'steer'
export const interventionWorkflowId = (id: string): string => `intervention-${id}`
