import type { StuckAct } from './stuck.ts'
import { type Text, text } from './text.ts'

/**
 * Why a process does not move: the closed list of causes. A watch in the API finds them (`api/stuck`), the board names
 * them. Pure.
 */

type Cause = { title: Text; meaning: Text; family: 'ENGINE' | 'PERSON' | 'CHANNEL'; acts: readonly StuckAct[] }

/** Every cause, in the order in which one looks after it. `acts` are all that may help; a finding names its own. */
export const stuckCauses = {
  ENGINE_AWAY: {
    title: text('流程引擎没有应答', 'The engine does not answer'),
    meaning: text(
      '操作照常收下、按收到时间计，引擎恢复后自动办理。',
      'Acts are received and count from then; they are carried out once it is back.',
    ),
    family: 'ENGINE',
    acts: ['startEngine'],
  },
  NO_WORKER: {
    title: text('流程执行器不在办', 'Workers are not working'),
    meaning: text(
      '操作照常收下、按收到时间计，执行器启动后自动接着办。',
      'Acts are received and count from then; they are carried out as soon as a worker runs.',
    ),
    family: 'ENGINE',
    acts: ['startWorker'],
  },
  BACKLOG: {
    title: text('执行器来不及办', 'Workers fall behind'),
    meaning: text(
      '排队的任务等得太久，全部流程都变慢，但不会丢。',
      'Tasks wait too long in the queue: everything is slower, nothing is lost.',
    ),
    family: 'ENGINE',
    acts: ['startWorker'],
  },
  TASK_FAILING: {
    title: text('流程出错停住', 'Process stopped by a fault'),
    meaning: text(
      '流程停在出错处，修好后自动接着办；案卷和期限都没有丢。',
      'The process waits where it failed and goes on once repaired; nothing is lost.',
    ),
    family: 'ENGINE',
    acts: ['retryNow', 'retryCommand', 'reset', 'rebuild'],
  },
  RETRYING: {
    title: text('后台动作反复重试', 'Retrying'),
    meaning: text('某一动作反复失败，系统仍在重试。', 'An action keeps failing and is being retried.'),
    family: 'ENGINE',
    acts: ['retryNow', 'changeOptions'],
  },
  PAUSED: {
    title: text('被暂停', 'Paused'),
    meaning: text(
      '暂停期间不受理、不查询；期限照走，到期的时钟解除后一并触发。',
      'While paused nothing is taken in or told; its clocks run on and speak once it is unpaused.',
    ),
    family: 'ENGINE',
    acts: ['unpause'],
  },
  ENDED_OUTSIDE: {
    title: text('流程被从外部结束', 'Ended from outside'),
    meaning: text(
      '台账中未办结，流程却已被终止、取消或失败，不会自动往下走。',
      'Open in the ledger, but its workflow was terminated, cancelled or failed; it will not move by itself.',
    ),
    family: 'ENGINE',
    acts: ['rebuild', 'reset'],
  },
  DELETED: {
    title: text('流程被删除', 'Workflow deleted'),
    meaning: text(
      '台账里有这一案，流程引擎里没有，不会自动往下走。',
      'The ledger has the case, the engine does not; it will not move by itself.',
    ),
    family: 'ENGINE',
    acts: ['rebuild'],
  },
  DIFFERS: {
    title: text('台账与流程不一致', 'Ledger and workflow differ'),
    meaning: text(
      '屏幕上看到的与流程实际所在不同：以流程为准，请核对后更正。',
      'What the screens show is not where the workflow is; the workflow is right.',
    ),
    family: 'ENGINE',
    acts: ['settle', 'rebuild'],
  },
  TIMER_LATE: {
    title: text('期限已过、流程没有反应', 'A clock that did not speak'),
    meaning: text(
      '到期的时钟没有触发，逾期后的程序没有开始。',
      'The due date has passed and what should follow has not begun.',
    ),
    family: 'ENGINE',
    acts: ['settle', 'correctDeadline', 'reset'],
  },
  UNDECIDED: {
    title: text('已收到、尚未办结的操作', 'Received but undecided'),
    meaning: text(
      '操作已留存并按收到时间计，系统会继续送达。',
      'These acts are stored and count from when they were received; the system keeps delivering them.',
    ),
    family: 'ENGINE',
    acts: ['retryCommand'],
  },
  NOBODY: {
    title: text('没有人可以办理', 'Nobody may do it'),
    meaning: text(
      '这一步没有一个可用账号能办：单位没有账号、都被停用或都须回避。',
      'No active account may do this step: the unit has none, or all are deactivated or recused.',
    ),
    family: 'PERSON',
    acts: ['addUser', 'reassign'],
  },
  ASSIGNEE_GONE: {
    title: text('承办人已离任', 'Its assignee is gone'),
    meaning: text('承办人的账号已停用或调离，事项仍在其名下。', 'The person named has left; the task is still theirs.'),
    family: 'PERSON',
    acts: ['reassign', 'remind'],
  },
  ON_LEAVE: {
    title: text('承办人请假、无人代理', 'On leave without a substitute'),
    meaning: text(
      '能办的人都在请假，代理人不能代办这一步。',
      'Everybody who may do it is away, and no substitute may do this step.',
    ),
    family: 'PERSON',
    acts: ['setSubstitute', 'reassign'],
  },
  RULING_OVERRUN: {
    title: text('该裁定的没有裁定', 'A ruling that is late'),
    meaning: text(
      '申请或异议等待裁定已超期；裁定之前，原期限不再往下走。',
      'A request waits for its ruling past the limit; until then its deadline does not speak.',
    ),
    family: 'PERSON',
    acts: ['remind', 'reassign'],
  },
  HOLD_OVERRUN: {
    title: text('挂账到期未恢复', 'A hold past its end'),
    meaning: text('销账日已过，时钟仍停着。', 'The day named for its end has passed and the clock still stands.'),
    family: 'PERSON',
    acts: ['endHold', 'settle'],
  },
  OVERDUE: {
    title: text('超期等人办理', 'Overdue on a person'),
    meaning: text(
      '不是系统故障，是在等人办理：请打电话催办。',
      'No fault of the system: somebody has to act. Call them.',
    ),
    family: 'PERSON',
    acts: ['remind', 'reassign', 'recordReceipt', 'correctDeadline'],
  },
  UNCLAIMED: {
    title: text('临期无人动手', 'Due soon and not begun'),
    meaning: text(
      '几个人都能办、没有指定谁办，临近期限仍无人动手。',
      'Several people may do it, nobody is named, and nobody has begun with the due date near.',
    ),
    family: 'PERSON',
    acts: ['remind', 'reassign', 'recordReceipt'],
  },
  CHANNEL_FAILING: {
    title: text('消息发不出去', 'Messages do not go out'),
    meaning: text(
      '案件不受影响，系统内的消息照常；邮件或外部推送在反复重试。',
      'Cases go on and people see their messages here; mail or webhook keeps being tried.',
    ),
    family: 'CHANNEL',
    acts: ['checkChannel'],
  },
  GIVEN_UP: {
    title: text('已放弃发送的消息', 'Messages given up'),
    meaning: text(
      '这些消息在系统内可以看到，但没有送到邮箱或外部系统。',
      'They can be read here, but reached neither mailbox nor webhook.',
    ),
    family: 'CHANNEL',
    acts: ['resend', 'checkChannel'],
  },
} as const satisfies Record<string, Cause>

export type StuckCause = keyof typeof stuckCauses
export const stuckCauseCodes = Object.keys(stuckCauses) as [StuckCause, ...StuckCause[]]
