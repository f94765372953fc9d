import type { ReactNode } from 'react'
import type { Role } from '../../domain/people.ts'
import type { Capability } from '../../domain/permissions.ts'
import type { Text } from '../../domain/text.ts'
import type { Me } from '../../domain/views.ts'
import { paths } from '../paths.ts'
import { words } from '../words.ts'
import { icons } from './icons.tsx'

export type Entry = {
  to: (typeof paths)[
    | 'inbox'
    | 'report'
    | 'problems'
    | 'patrols'
    | 'complaints'
    | 'launch'
    | 'notices'
    | 'talks'
    | 'dispositions'
    | 'referrals'
    | 'results'
    | 'unit'
    | 'year'
    | 'stuck'
    | 'interventions'
    | 'health'
    | 'schedules'
    | 'calendar'
    | 'accounts'
    | 'units'
    | 'administration']
  /** One of these is enough. */
  needs: Capability | readonly Capability[]
  /** Of those who hold the capability, only these: others have no use for the page. */
  among?: readonly Role[]
  label: Text
  icon: ReactNode
}

const office: readonly Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const leaders: readonly Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']

/** The pages in the order of the menu: what one does daily first. */
const entries: readonly Entry[] = [
  { to: paths.inbox, needs: 'inbox.read', label: words.inbox, icon: icons.inbox },
  {
    to: paths.unit,
    needs: 'case.read',
    among: ['UNIT_HEAD', 'UNIT_LIAISON'],
    label: words.myUnit,
    icon: icons.unit,
  },
  {
    to: paths.report,
    needs: 'problem.report',
    among: [...office, 'UNIT_HEAD', 'UNIT_LIAISON'],
    label: words.report,
    icon: icons.report,
  },
  { to: paths.problems, needs: 'problem.read', label: words.problems, icon: icons.problems },
  { to: paths.patrols, needs: 'patrol.read', label: words.patrols, icon: icons.patrols },
  {
    to: paths.complaints,
    needs: 'complaint.read',
    label: words.complaints,
    icon: icons.complaints,
  },
  { to: paths.launch, needs: 'notice.launch', label: words.launch, icon: icons.launch },
  { to: paths.notices, needs: 'ledger.read', label: words.notices, icon: icons.notices },
  {
    to: paths.talks,
    needs: 'case.read',
    among: [...office, ...leaders, 'LEGAL_REVIEWER', 'AUDITOR'],
    label: words.talks,
    icon: icons.talks,
  },
  {
    to: paths.dispositions,
    needs: 'case.read',
    among: [...office, ...leaders, 'LEGAL_REVIEWER', 'ORG_OFFICER', 'DISCIPLINE_OFFICER', 'AUDITOR'],
    label: words.dispositions,
    icon: icons.dispositions,
  },
  {
    to: paths.referrals,
    needs: 'case.read',
    among: ['OFFICE_DIRECTOR', 'OFFICE_INSPECTOR', ...leaders, 'LEGAL_REVIEWER', 'AUDITOR'],
    label: words.referrals,
    icon: icons.referrals,
  },
  { to: paths.results, needs: 'result.read', label: words.results, icon: icons.referrals },
  { to: paths.year, needs: ['assessment.read', 'deposit.read'], label: words.year, icon: icons.year },
  { to: paths.stuck, needs: 'stuck.read', label: words.stuck, icon: icons.stuck },
  {
    to: paths.interventions,
    needs: 'intervention.read',
    label: words.interventions,
    icon: icons.interventions,
  },
  { to: paths.health, needs: 'health.read', label: words.health, icon: icons.health },
  { to: paths.schedules, needs: 'schedule.read', label: words.schedules, icon: icons.schedules },
  { to: paths.accounts, needs: 'user.manage', label: words.accounts, icon: icons.accounts },
  { to: paths.units, needs: 'unit.manage', label: words.units, icon: icons.unit },
  { to: paths.administration, needs: 'administration.read', label: words.administration, icon: icons.notices },
  { to: paths.calendar, needs: 'calendar.read', label: words.calendar, icon: icons.calendar },
]

/** The pages that are somebody's, by what they may and by what they are. */
export const entriesOf = (me: Me): Entry[] =>
  entries.filter(
    ({ needs, among }) =>
      [needs].flat().some((one) => me.capabilities.includes(one)) &&
      (!among || me.roles.some((role) => among.includes(role))),
  )

/** Where somebody starts who has no inbox: the first page of the menu that is theirs. */
export const homeOf = (me: Me): Entry['to'] => entriesOf(me)[0]?.to ?? paths.calendar
