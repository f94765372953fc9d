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
  unitMerged: text('单位合并', 'Units merged'),
} as const satisfies Record<string, Text>

export type AdministrationAct = keyof typeof administrationActs
export const administrationActCodes = Object.keys(administrationActs) as [AdministrationAct, ...AdministrationAct[]]

/** Plain facts by name. Never a password. */
export type AdministrationDetail = {
  before?: Record<string, string>
  after?: Record<string, string>
  reason?: string
}
