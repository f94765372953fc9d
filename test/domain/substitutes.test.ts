import { describe, expect, test } from 'vitest'
import { type Actor, anyone, handsIn, type Role, roleCodes, signedName, whyNotAssignee } from '../../domain/people.ts'
import { Leave, mayBeSubstituted, standingIn, whyNotSubstitute } from '../../domain/substitutes.ts'

const actor = (userId: string, unitId: string, ...roles: Role[]): Actor => ({ userId, name: userId, roles, unitId })

/** Who may stand in for whom, and what a substitute is kept from. */
describe('who may stand in', () => {
  test.each<[Role, Role, boolean]>([
    ['OFFICE_DISPATCHER', 'OFFICE_DIRECTOR', true],
    ['DEPUTY_COMMANDER', 'COMMANDER', true],
    ['UNIT_LIAISON', 'UNIT_HEAD', true],
    ['OFFICE_INSPECTOR', 'OFFICE_DIRECTOR', false],
    ['OFFICE_DIRECTOR', 'COMMANDER', false],
    ['ORG_OFFICER', 'DISCIPLINE_OFFICER', false],
    ['SYS_ADMIN', 'SYS_ADMIN', false],
    ['AUDITOR', 'AUDITOR', false],
  ])('%s for %s: %s', (role, absent, may) => {
    expect(whyNotSubstitute(actor('s', 'X', role), actor('a', 'X', absent)) === null).toBe(may)
  })

  test('whoever gets tasks can have a substitute of the same role, in the same unit only', () => {
    for (const role of roleCodes) {
      const fits = whyNotSubstitute(actor('s', 'X', role), actor('a', 'X', role)) === null
      expect([role, fits]).toEqual([role, mayBeSubstituted({ roles: [role] })])
      expect(whyNotSubstitute(actor('s', 'Y', role), actor('a', 'X', role))).not.toBeNull()
    }
  })

  test('every role of the absent person must be covered, and nobody stands in for themselves', () => {
    const both = actor('a', 'OFFICE', 'OFFICE_DIRECTOR', 'DEPUTY_COMMANDER')
    expect(whyNotSubstitute(actor('s', 'OFFICE', 'OFFICE_DISPATCHER'), both)).not.toBeNull()
    expect(whyNotSubstitute(both, both)?.zh).toContain('本人')
  })
})

describe('what a substitute may do', () => {
  const absent = actor('a', 'X', 'UNIT_HEAD')
  const self = actor('s', 'X', 'UNIT_LIAISON')
  const hand = standingIn(self, absent) as Actor

  test('acts in the roles of the absent person, as themselves, and is named with them', () => {
    expect(hand).toEqual({ ...self, roles: ['UNIT_HEAD'], onBehalfOf: { userId: 'a', name: 'a' } })
    expect(signedName(hand)).toBe('s（代a）')
    expect(handsIn(hand)).toEqual(['s', 'a'])
    expect(signedName(self)).toBe('s')
  })

  const heads = anyone('UNIT_HEAD')
  test.each([
    ['what is for the role', heads, null],
    ['what is named to the absent person', { ...heads, userId: 'a' }, null],
    ['what is named to themselves is done as themselves', { ...heads, userId: 's' }, 'NOT_NAMED'],
    ['what the absent person is kept out of', { ...heads, excluded: ['a'] }, 'SUBSTITUTE_RECUSED'],
    ['what they themselves are kept out of', { ...heads, excluded: ['s'] }, 'RECUSED'],
    ['what their unit is kept out of', { ...heads, excludedUnits: ['X'] }, 'RECUSED'],
    ['what they prepared', { ...heads, notStandingIn: ['s'] }, 'SUBSTITUTE_RECUSED'],
    ['what must be done in person', { ...heads, inPerson: true }, 'IN_PERSON'],
    ['what is for another role', anyone('UNIT_LIAISON'), 'NOT_YOUR_ROLE'],
  ])('%s', (_what, assignee, why) => expect(whyNotAssignee(hand, assignee)).toBe(why))

  test('none of it binds the absent person themselves', () => {
    expect(whyNotAssignee(absent, { ...heads, inPerson: true, notStandingIn: ['a'] })).toBeNull()
  })
})

test('a leave ends on or after its first day, within a year', () => {
  const leave = { from: '2026-11-24', to: '2026-11-24', substituteId: 's', reason: '培训' }
  expect(Leave.safeParse(leave).success).toBe(true)
  expect(Leave.safeParse({ ...leave, to: '2026-11-23' }).success).toBe(false)
  expect(Leave.safeParse({ ...leave, to: '2027-11-24' }).success).toBe(true)
  expect(Leave.safeParse({ ...leave, to: '2027-12-24' }).success).toBe(false)
})
