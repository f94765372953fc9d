import { type Text, text } from './text.ts'

/**
 * What helps a process that does not move, as a closed list of codes: the screen makes a button of each, for those
 * who may. Why it does not move is in `stuck-causes.ts`. Pure.
 */
export const stuckActs = {
  remind: text('催办', 'Remind'),
  reassign: text('移交承办人', 'Hand over'),
  setSubstitute: text('指定代理人', 'Name a substitute'),
  addUser: text('为单位开通账号', 'Add an account'),
  recordReceipt: text('补登签收', 'Record the receipt'),
  correctDeadline: text('更正期限', 'Correct the due date'),
  endHold: text('恢复计时', 'End the hold'),
  retryNow: text('立即重试', 'Retry now'),
  changeOptions: text('调整重试设置', 'Change how it is retried'),
  unpause: text('解除暂停', 'Unpause'),
  reset: text('退回到出错之前', 'Reset to before the fault'),
  rebuild: text('由案卷重建流程', 'Rebuild from the record'),
  settle: text('按流程更正台账', "Take over the workflow's state"),
  retryCommand: text('立即重新送办', 'Send again now'),
  startWorker: text('启动执行器', 'Start a worker'),
  startEngine: text('启动流程引擎', 'Start the engine'),
  resend: text('重新发送', 'Send once more'),
  checkChannel: text('检查发送设置', 'Check the channel'),
} as const satisfies Record<string, Text>

export type StuckAct = keyof typeof stuckActs
export const stuckActCodes = Object.keys(stuckActs) as [StuckAct, ...StuckAct[]]
