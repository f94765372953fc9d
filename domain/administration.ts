import { type Text, text } from './text.ts'

/** What administrators do to accounts, leaves, tasks and units; each is kept with what was before and after. */
export const administrationActs = {
  accountCreated: text('新建账号', 'Account created'),
  accountChanged: text('修改职责与单位', 'Roles and unit changed'),
  accountClosed: text('停用账号', 'Account closed'),
  accountOpened: text('启用账号', 'Account opened'),
  passwordReset: text('重置密码', 'Password reset'),
  leaveEntered: text('登记请假', 'Leave entered'),
  leaveEnded: text('销假', 'Leave ended'),
  tasksMoved: text('移交任务', 'Tasks handed over'),
  unitRenamed: text('单位更名', 'Unit renamed'),
  interventionAsked: text('提出处置', 'Intervention asked for'),
  interventionConfirmed: text('确认处置', 'Intervention confirmed'),
  interventionDeclined: text('不同意处置', 'Intervention declined'),
  interventionExpired: text('处置逾时失效', 'Intervention expired'),
  interventionEnded: text('处置执行完毕', 'Intervention carried out'),
  interventionCancelled: text('取消其余处置', 'Rest of an intervention cancelled'),
  interventionDenied: text('处置未受理', 'Intervention refused'),
  messagesResent: text('重新发送消息', 'Messages sent once more'),
  unitMerged: text('单位合并', 'Units merged'),
  schedulePaused: text('停用定时任务', 'Schedule paused'),
  scheduleResumed: text('恢复定时任务', 'Schedule resumed'),
  scheduleTriggered: text('立即运行定时任务', 'Schedule run at once'),
  scheduleBackfilled: text('补开定时任务', 'Schedule made up for'),
  scheduleExcluded: text('设定停开日', 'Days left out of a schedule'),
  scheduleReadmitted: text('取消停开日', 'Days no longer left out'),
} as const satisfies Record<string, Text>

export type AdministrationAct = keyof typeof administrationActs
export const administrationActCodes = Object.keys(administrationActs) as [AdministrationAct, ...AdministrationAct[]]

/** Plain facts by name. Never a password. */
export type AdministrationDetail = {
  before?: Record<string, string>
  after?: Record<string, string>
  reason?: string
}
