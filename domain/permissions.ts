import type { Actor, Role } from './people.ts'
import { type Text, text } from './text.ts'

/**
 * What a signed-in person may ask of the API. `county` reaches everything, `unit` only what concerns the
 * person's own unit or what it helps with, `assigned` only cases that need, or needed, one of the person's
 * roles. A capability that is absent for a role is refused. Source: handbook §1.4 and §1.5; the administrator
 * has no business data, the auditor only reads.
 */
export type Scope = 'county' | 'unit' | 'assigned'

const office: readonly Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const leaders: readonly Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']
const unit: readonly Role[] = ['UNIT_HEAD', 'UNIT_LIAISON']
/** Roles of other organs, to which a case is open once something in it is for them. */
export const assignedRoles: readonly Role[] = [
  'LEGAL_REVIEWER',
  'ORG_OFFICER',
  'DISCIPLINE_OFFICER',
  'FINANCE_BUREAU',
  'OFFICE_FINANCE',
]

const grant = (
  county: readonly Role[],
  own: readonly Role[] = [],
  assigned: readonly Role[] = [],
): Partial<Record<Role, Scope>> => ({
  ...Object.fromEntries(assigned.map((role) => [role, 'assigned' as const])),
  ...Object.fromEntries(own.map((role) => [role, 'unit' as const])),
  ...Object.fromEntries(county.map((role) => [role, 'county' as const])),
})

export const capabilities = {
  'inbox.read': grant([...office, ...leaders], unit, assignedRoles),
  'case.read': grant([...office, ...leaders, 'AUDITOR'], unit, assignedRoles),
  'ledger.read': grant([...office, ...leaders, 'AUDITOR'], unit, assignedRoles),
  'case.export': grant([...office, ...leaders, 'AUDITOR'], unit),
  'notice.launch': grant(office),
  'task.act': grant([...office, ...leaders], unit, assignedRoles),
  'draft.keep': grant([...office, ...leaders], unit, assignedRoles),
  'evidence.upload': grant([...office, ...leaders], unit, assignedRoles),
  'evidence.read': grant([...office, ...leaders, 'AUDITOR'], unit, assignedRoles),
  'problem.read': grant([...office, ...leaders], unit),
  'problem.report': grant([...office, ...leaders], unit),
  'patrol.read': grant([...office, ...leaders], unit),
  'patrol.plan': grant(office),
  'directory.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', ...assignedRoles]),
  'sealedReads.read': grant(['AUDITOR']),
  'stuck.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER']),
  'intervention.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'AUDITOR']),
  'intervention.make': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER']),
  'health.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR']),
  'schedule.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR']),
  'schedule.manage': grant(['SYS_ADMIN']),
  'calendar.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', ...assignedRoles]),
  'calendar.publish': grant(['SYS_ADMIN']),
  'user.manage': grant(['SYS_ADMIN']),
  'leave.own': grant([...office, ...leaders], unit, assignedRoles),
  'leave.manage': grant(['SYS_ADMIN']),
  'task.handOver': grant(['SYS_ADMIN']),
  'unit.manage': grant(['SYS_ADMIN']),
  'administration.read': grant(['SYS_ADMIN', 'AUDITOR']),
  'deposit.read': grant(
    ['OFFICE_DIRECTOR', 'OFFICE_FINANCE', 'FINANCE_BUREAU', ...leaders, 'DISCIPLINE_OFFICER', 'AUDITOR'],
    ['UNIT_HEAD'],
  ),
  'deposit.open': grant(['OFFICE_DIRECTOR', 'OFFICE_FINANCE']),
  'deposit.setMode': grant(['OFFICE_DIRECTOR']),
  'assessment.read': grant([...office, ...leaders, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'], unit),
  'letter.draft': grant(office),
  'letter.amend': grant(office, ['UNIT_HEAD']),
  'assessment.open': grant(['OFFICE_DIRECTOR']),
  'settlement.open': grant(['OFFICE_DIRECTOR', 'OFFICE_FINANCE']),
  'complaint.read': grant([...office, ...leaders, 'AUDITOR'], unit, ['DISCIPLINE_OFFICER']),
  'complaint.register': grant(office),
  'complainant.open': grant(['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'], [], ['DISCIPLINE_OFFICER']),
  'complainant.openings': grant(['AUDITOR']),
  'referral.raise': grant(['OFFICE_DIRECTOR', 'OFFICE_INSPECTOR']),
  'result.read': grant([], [], ['DISCIPLINE_OFFICER']),
  'dossier.export': grant(['AUDITOR'], [], ['DISCIPLINE_OFFICER', 'ORG_OFFICER']),
  'case.rerun': grant(['AUDITOR', 'SYS_ADMIN'], [], ['DISCIPLINE_OFFICER']),
} as const satisfies Record<string, Partial<Record<Role, Scope>>>

export type Capability = keyof typeof capabilities

/** What a capability is called when somebody is told that they lack it. */
export const capabilityNames: Record<Capability, Text> = {
  'inbox.read': text('查看待办', 'see tasks'),
  'case.read': text('查看督办', 'see notices'),
  'ledger.read': text('查看台账', 'see the ledger'),
  'case.export': text('导出督办', 'export notices'),
  'notice.launch': text('发起督办', 'launch a notice'),
  'task.act': text('办理任务', 'act on tasks'),
  'draft.keep': text('保存草稿', 'keep drafts'),
  'evidence.upload': text('上传照片', 'upload photos'),
  'evidence.read': text('查看照片', 'see photos'),
  'problem.read': text('查看问题', 'see problems'),
  'problem.report': text('上报问题', 'report problems'),
  'patrol.read': text('查看巡查', 'see patrols'),
  'patrol.plan': text('安排巡查', 'plan patrols'),
  'directory.read': text('查看通讯录', 'see the directory'),
  'sealedReads.read': text('查看密件查阅记录', 'see who read what is sealed'),
  'stuck.read': text('查看卡住的事项', 'see what is stuck'),
  'intervention.read': text('查看处置', 'see interventions'),
  'intervention.make': text('处置卡住的事项', 'intervene'),
  'health.read': text('查看系统状况', "see the system's health"),
  'schedule.read': text('查看定时任务', 'see schedules'),
  'schedule.manage': text('管理定时任务', 'manage schedules'),
  'calendar.read': text('查看日历', 'see the calendar'),
  'calendar.publish': text('发布日历', 'publish the calendar'),
  'user.manage': text('管理账号', 'manage accounts'),
  'leave.own': text('请假与代理', 'enter a leave'),
  'leave.manage': text('登记他人请假', "enter others' leave"),
  'task.handOver': text('移交任务', 'hand tasks over'),
  'unit.manage': text('管理单位', 'manage units'),
  'administration.read': text('查看管理日志', 'see the administration log'),
  'deposit.read': text('查看保证金', 'see deposits'),
  'deposit.open': text('发出缴存通知', 'ask for deposits'),
  'deposit.setMode': text('设置保证金方式', 'set how deposits are kept'),
  'assessment.read': text('查看考核', 'see assessments'),
  'letter.draft': text('拟责任书', 'draft letters of responsibility'),
  'letter.amend': text('提出补充协议', 'propose amendments of letters'),
  'assessment.open': text('发起半年考核', 'open an assessment'),
  'referral.raise': text('提出移送', 'propose a referral'),
  'result.read': text('查看办理结果', 'see results'),
  'dossier.export': text('导出案卷', 'export dossiers'),
  'case.rerun': text('重演核对', 'run a case again'),
  'settlement.open': text('发起年终结算', 'open settlements'),
  'complaint.read': text('查看举报', 'see complaints'),
  'complaint.register': text('登记举报', 'register complaints'),
  'complainant.open': text('查看举报人信息', 'see who complained'),
  'complainant.openings': text('查看举报人信息的查阅记录', 'see who looked up who complained'),
}

/** The widest scope in which this person holds a capability, or null when they do not hold it. */
export function scopeOf(actor: Actor, capability: Capability): Scope | null {
  const granted: Partial<Record<Role, Scope>> = capabilities[capability]
  const scopes = actor.roles.map((role) => granted[role])
  if (scopes.includes('county')) return 'county'
  if (scopes.includes('unit')) return 'unit'
  return scopes.includes('assigned') ? 'assigned' : null
}
