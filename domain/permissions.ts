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
export const assignedRoles: readonly Role[] = ['LEGAL_REVIEWER', 'ORG_OFFICER', 'DISCIPLINE_OFFICER']

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
  'directory.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', ...assignedRoles]),
  'sealedReads.read': grant(['AUDITOR']),
  'stuck.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER']),
  'calendar.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', ...assignedRoles]),
  'calendar.publish': grant(['SYS_ADMIN']),
  'user.manage': grant(['SYS_ADMIN']),
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
  'directory.read': text('查看通讯录', 'see the directory'),
  'sealedReads.read': text('查看密件查阅记录', 'see who read what is sealed'),
  'stuck.read': text('查看卡住的事项', 'see what is stuck'),
  'calendar.read': text('查看日历', 'see the calendar'),
  'calendar.publish': text('发布日历', 'publish the calendar'),
  'user.manage': text('管理账号', 'manage accounts'),
}

/** The widest scope in which this person holds a capability, or null when they do not hold it. */
export function scopeOf(actor: Actor, capability: Capability): Scope | null {
  const granted: Partial<Record<Role, Scope>> = capabilities[capability]
  const scopes = actor.roles.map((role) => granted[role])
  if (scopes.includes('county')) return 'county'
  if (scopes.includes('unit')) return 'unit'
  return scopes.includes('assigned') ? 'assigned' : null
}
