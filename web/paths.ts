/** Every address of the web app. Dynamic ones are filled by the router: <Link to={paths.case} params={{ caseId }}>. */
export const paths = {
  inbox: '/',
  case: '/cases/$caseId',
  report: '/report',
  problems: '/problems',
  patrols: '/patrols',
  complaints: '/complaints',
  registerComplaint: '/complaints/register',
  launch: '/launch',
  launchMany: '/launch/spreadsheet',
  notices: '/notices',
  talks: '/talks',
  dispositions: '/dispositions',
  referrals: '/referrals',
  raiseReferral: '/referrals/new',
  results: '/results',
  unit: '/unit',
  year: '/year',
  letters: '/year/letters',
  stuck: '/stuck',
  interventions: '/interventions',
  intervention: '/interventions/$id',
  health: '/health',
  restore: '/restore',
  schedules: '/schedules',
  calendar: '/calendar',
  accounts: '/accounts',
  notifications: '/notifications',
  leave: '/leave',
  units: '/units',
  administration: '/administration',
  password: '/password',
  signIn: '/sign-in',
} as const

/** The address of a case that can be pasted into a chat. */
export const caseAddress = (caseId: string): string =>
  `${window.location.origin}${paths.case.replace('$caseId', encodeURIComponent(caseId))}`
