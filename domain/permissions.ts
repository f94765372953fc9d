import type { Actor, Role } from './people.ts'

/**
 * What a signed-in person may ask of the API. `county` reaches everything, `unit` only what concerns the
 * person's own unit. A capability that is absent for a role is refused. Source: handbook §1.4 and §1.5;
 * the administrator has no business data, the auditor only reads.
 */
export type Scope = 'county' | 'unit'

const office: readonly Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const leaders: readonly Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']
const unit: readonly Role[] = ['UNIT_HEAD', 'UNIT_LIAISON']

const grant = (county: readonly Role[], own: readonly Role[] = []): Partial<Record<Role, Scope>> => ({
  ...Object.fromEntries(own.map((role) => [role, 'unit' as const])),
  ...Object.fromEntries(county.map((role) => [role, 'county' as const])),
})

export const capabilities = {
  'inbox.read': grant([...office, ...leaders], unit),
  'case.read': grant([...office, ...leaders, 'AUDITOR'], unit),
  'ledger.read': grant([...office, ...leaders, 'AUDITOR'], unit),
  'case.export': grant([...office, ...leaders, 'AUDITOR'], unit),
  'notice.launch': grant(office),
  'task.act': grant([...office, ...leaders], unit),
  'draft.keep': grant([...office, ...leaders], unit),
  'evidence.upload': grant([...office, ...leaders], unit),
  'evidence.read': grant([...office, ...leaders, 'AUDITOR'], unit),
  'problem.read': grant([...office, ...leaders], unit),
  'directory.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', 'DISCIPLINE_OFFICER']),
  'stuck.read': grant(['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER']),
  'calendar.read': grant([...office, ...leaders, ...unit, 'AUDITOR', 'SYS_ADMIN', 'DISCIPLINE_OFFICER']),
  'calendar.publish': grant(['SYS_ADMIN']),
  'user.manage': grant(['SYS_ADMIN']),
} as const satisfies Record<string, Partial<Record<Role, Scope>>>

export type Capability = keyof typeof capabilities

/** The widest scope in which this person holds a capability, or null when they do not hold it. */
export function scopeOf(actor: Actor, capability: Capability): Scope | null {
  const granted: Partial<Record<Role, Scope>> = capabilities[capability]
  const scopes = actor.roles.map((role) => granted[role])
  if (scopes.includes('county')) return 'county'
  return scopes.includes('unit') ? 'unit' : null
}
