import { type Text, text } from '../../../domain/text.ts'
import type { StuckItem } from '../../../domain/views.ts'

export type StuckKind = StuckItem['kind']

/** How each kind of trouble is headed, in the order in which one looks after it, and who is to be called. */
export const stuckKinds: Record<StuckKind, { title: Text; meaning: Text }> = {
  ENGINE_FAILING: {
    title: text('流程出错停住', 'Process stopped by a fault'),
    meaning: text(
      '流程停在出错处，修好后自动接着办；案卷和期限都没有丢。',
      'The process waits where it failed and goes on once repaired; nothing is lost.',
    ),
  },
  ENGINE_MISSING: {
    title: text('案卷找不到对应流程', 'Case without its process'),
    meaning: text(
      '台账里有这一案，流程引擎里没有，不会自动往下走。',
      'The ledger has the case, the engine does not; it will not move by itself.',
    ),
  },
  NO_WORKER: {
    title: text('没有流程执行器在运行', 'No worker'),
    meaning: text(
      '操作照常收下、按收到时间计，执行器启动后自动接着办。',
      'Acts are received and count from then; they are carried out as soon as a worker runs.',
    ),
  },
  UNDECIDED: {
    title: text('已收到、尚未办结的操作', 'Received but undecided'),
    meaning: text(
      '操作已留存并按收到时间计，系统会继续送达。',
      'These acts are stored and count from when they were received; the system keeps delivering them.',
    ),
  },
  RETRYING: {
    title: text('正在反复重试', 'Retrying'),
    meaning: text('某一动作反复失败，系统仍在重试。', 'An action keeps failing and is being retried.'),
  },
  CHANNEL_FAILING: {
    title: text('消息发不出去', 'Messages do not go out'),
    meaning: text(
      '案件不受影响，系统内的消息照常；邮件或外部推送在反复重试。',
      'Cases go on and people see their messages here; mail or webhook keeps being tried.',
    ),
  },
  GIVEN_UP: {
    title: text('已放弃发送的消息', 'Messages given up'),
    meaning: text(
      '这些消息在系统内可以看到，但没有送到邮箱或外部系统。',
      'They can be read here, but reached neither mailbox nor webhook.',
    ),
  },
  OVERDUE: {
    title: text('超期等人办理', 'Overdue on a person'),
    meaning: text(
      '不是系统故障，是在等人办理：请打电话催办。',
      'No fault of the system: somebody has to act. Call them.',
    ),
  },
}

export const stuckOrder = Object.keys(stuckKinds) as StuckKind[]
