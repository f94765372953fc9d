import { describe, expect, test } from 'vitest'
import { type Actor, anyone, ofUnit, type Role, roleCodes, whyNotAssignee } from '../../domain/people.ts'
import { type Capability, capabilities, scopeOf } from '../../domain/permissions.ts'

const actor = (userId: string, unitId: string, ...roles: Role[]): Actor => ({ userId, name: userId, unitId, roles })
const inspector = actor('u-inspector', 'OFFICE', 'OFFICE_INSPECTOR')
const liaison = actor('u-liaison', 'D25', 'UNIT_LIAISON')

describe('who may act on a step', () => {
  const verify = { ...anyone('OFFICE_INSPECTOR', 'OFFICE_DIRECTOR'), excluded: ['u-drafter'], excludedUnits: ['D25'] }
  test.each([
    ['one of the roles is enough', inspector, verify, null],
    ['another role is not', liaison, anyone('UNIT_HEAD'), 'NOT_YOUR_ROLE'],
    ['the same role in another unit is not', liaison, ofUnit('D20', 'UNIT_LIAISON'), 'NOT_YOUR_UNIT'],
    ['the role in the unit is', liaison, ofUnit('D25', 'UNIT_HEAD', 'UNIT_LIAISON'), null],
    ['somebody else by name', inspector, { ...verify, userId: 'u-other' }, 'NOT_NAMED'],
    [
      'who took part must recuse, whatever their role',
      actor('u-drafter', 'OFFICE', 'OFFICE_INSPECTOR'),
      verify,
      'RECUSED',
    ],
    ['nobody of the unit judges its own work', actor('u-x', 'D25', 'OFFICE_INSPECTOR'), verify, 'RECUSED'],
  ] as const)('%s', (_, who, assignee, why) => {
    expect(
      whyNotAssignee(who, {
        ...assignee,
        excluded: [...assignee.excluded],
        excludedUnits: [...assignee.excludedUnits],
      }),
    ).toBe(why)
  })
})

describe('what a role may ask of the system', () => {
  const all = Object.keys(capabilities) as Capability[]
  const held = (role: Role) => all.filter((capability) => scopeOf(actor('u', 'D03', role), capability) !== null)

  test('the administrator has no business data (handbook 1.3)', () => {
    expect(held('SYS_ADMIN').sort()).toEqual([
      'administration.read',
      'calendar.publish',
      'calendar.read',
      'case.rerun',
      'directory.read',
      'health.read',
      'intervention.make',
      'intervention.read',
      'leave.manage',
      'schedule.manage',
      'schedule.read',
      'stuck.read',
      'task.handOver',
      'unit.manage',
      'user.manage',
    ])
  })

  test('the auditor only reads', () => {
    expect(held('AUDITOR').every((capability) => /\.(read|openings|export|rerun)$/.test(capability))).toBe(true)
  })

  test('other organs see only what needs them (handbook 1.5): no list of the county, no launch', () => {
    const everyOrgan = ['inbox.read', 'case.read', 'ledger.read', 'task.act', 'draft.keep', 'evidence.upload']
    const more: Partial<Record<Role, { county: string[]; assigned: string[] }>> = {
      LEGAL_REVIEWER: { county: [], assigned: [] },
      ORG_OFFICER: { county: [], assigned: ['dossier.export'] },
      DISCIPLINE_OFFICER: {
        county: ['deposit.read', 'assessment.read'],
        assigned: ['complaint.read', 'complainant.open', 'result.read', 'dossier.export', 'case.rerun'],
      },
    }
    for (const [role, { county, assigned }] of Object.entries(more)) {
      const within = (scope: string) =>
        held(role as Role).filter((capability) => scopeOf(actor('u', 'D03', role as Role), capability) === scope)
      expect(within('county'), role).toEqual(['directory.read', 'calendar.read', ...county])
      expect(within('assigned'), role).toEqual([...everyOrgan, 'evidence.read', 'leave.own', ...assigned])
    }
  })

  test('units reach their own matters only, and launch no notice', () => {
    for (const role of ['UNIT_HEAD', 'UNIT_LIAISON'] as const) {
      const county = all.filter((capability) => scopeOf(actor('u', 'D25', role), capability) === 'county')
      expect(county).toEqual(['directory.read', 'calendar.read'])
      expect(held(role)).not.toContain('notice.launch')
    }
  })

  test('of several roles the widest scope counts, and no role gives nothing', () => {
    expect(scopeOf(actor('u', 'OFFICE', 'UNIT_LIAISON', 'OFFICE_INSPECTOR'), 'case.read')).toBe('county')
    expect(scopeOf(actor('u', 'OFFICE'), 'case.read')).toBeNull()
  })

  test('accounts are managed by the administrator alone', () => {
    expect(roleCodes.filter((role) => held(role).includes('user.manage'))).toEqual(['SYS_ADMIN'])
  })
})
