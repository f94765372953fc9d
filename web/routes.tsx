import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchMiddleware,
  type SearchSchemaInput,
} from '@tanstack/react-router'
import { z } from 'zod'
import { CoverageCell } from '../domain/assessment/coverage.ts'
import { ComplaintQuery } from '../domain/complaint-views.ts'
import { RegisterQuery } from '../domain/problem-views.ts'
import { StuckQuery } from '../domain/stuck-views.ts'
import { CaseQuery, InboxQuery } from '../domain/views.ts'
import { LoadingPage } from './components/states.tsx'
import { paths } from './paths.ts'
import { loadMe } from './session.tsx'
import { Lost, Missing } from './shell/lost.tsx'
import { homeOf } from './shell/entries.tsx'
import { Shell } from './shell/shell.tsx'

/** Parses the search part of an address; an address that somebody mangled shows the page's defaults, not an error. */
const forgiving =
  <S extends z.ZodType<Record<string, unknown>>>(schema: S) =>
  (raw: z.input<S> & SearchSchemaInput): z.output<S> => {
    const parsed = schema.safeParse(raw)
    return parsed.success ? parsed.data : schema.parse({})
  }

/** Leaves what equals the page's default out of the address. */
const withoutDefaults =
  <Search extends Record<string, unknown>>(defaults: Search): SearchMiddleware<Search> =>
  ({ search, next }) =>
    Object.fromEntries(Object.entries(next(search)).filter(([key, value]) => value !== defaults[key])) as Search

const InboxSearch = InboxQuery.pick({ filter: true, search: true, step: true, sort: true })
const NoticesSearch = CaseQuery
const LaunchSearch = z.object({ problem: z.string().optional(), way: z.literal('blank').optional() })
const RaiseSearch = z.object({ case: z.string().max(40).optional() })
const PatrolsSearch = z.object({ view: z.enum(['runs', 'missed', 'plans']).optional() })
const CaseSearch = z.object({ read: z.enum(['dossier', 'work']).optional() })
const CalendarSearch = z.object({ year: z.coerce.number().int().optional(), publish: z.boolean().optional() })
const SignInSearch = z.object({
  to: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional(),
})

const root = createRootRoute({ notFoundComponent: Missing })

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: forgiving(SignInSearch),
  component: lazyRouteComponent(() => import('./pages/signIn/page.tsx'), 'SignInPage'),
})

const staff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  beforeLoad: async ({ location }) => {
    const me = await loadMe()
    if (!me) throw redirect({ to: paths.signIn, search: { to: location.href } })
  },
  component: Shell,
})

const inbox = createRoute({
  getParentRoute: () => staff,
  path: paths.inbox,
  validateSearch: forgiving(InboxSearch),
  search: { middlewares: [withoutDefaults(InboxSearch.parse({}))] },
  beforeLoad: async () => {
    const me = await loadMe()
    if (me && !me.capabilities.includes('inbox.read')) throw redirect({ to: homeOf(me) })
  },
  component: lazyRouteComponent(() => import('./pages/inbox/page.tsx'), 'InboxPage'),
})

const caseRoute = createRoute({
  getParentRoute: () => staff,
  path: paths.case,
  validateSearch: forgiving(CaseSearch),
  component: lazyRouteComponent(() => import('./pages/case/page.tsx'), 'CasePage'),
})

const report = createRoute({
  getParentRoute: () => staff,
  path: paths.report,
  component: lazyRouteComponent(() => import('./pages/report/page.tsx'), 'ReportPage'),
})

const problems = createRoute({
  getParentRoute: () => staff,
  path: paths.problems,
  validateSearch: forgiving(RegisterQuery),
  search: { middlewares: [withoutDefaults(RegisterQuery.parse({}))] },
  component: lazyRouteComponent(() => import('./pages/problems/page.tsx'), 'ProblemsPage'),
})

const patrols = createRoute({
  getParentRoute: () => staff,
  path: paths.patrols,
  validateSearch: forgiving(PatrolsSearch),
  component: lazyRouteComponent(() => import('./pages/patrols/page.tsx'), 'PatrolsPage'),
})

const complaints = createRoute({
  getParentRoute: () => staff,
  path: paths.complaints,
  validateSearch: forgiving(ComplaintQuery),
  search: { middlewares: [withoutDefaults(ComplaintQuery.parse({}))] },
  component: lazyRouteComponent(() => import('./pages/complaints/page.tsx'), 'ComplaintsPage'),
})

const registerComplaint = createRoute({
  getParentRoute: () => staff,
  path: paths.registerComplaint,
  component: lazyRouteComponent(() => import('./pages/complaints/register.tsx'), 'RegisterComplaintPage'),
})

const launch = createRoute({
  getParentRoute: () => staff,
  path: paths.launch,
  validateSearch: forgiving(LaunchSearch),
  component: lazyRouteComponent(() => import('./pages/launch/page.tsx'), 'LaunchPage'),
})

const launchMany = createRoute({
  getParentRoute: () => staff,
  path: paths.launchMany,
  component: lazyRouteComponent(() => import('./pages/launch/spreadsheet.tsx'), 'SpreadsheetPage'),
})

const notices = createRoute({
  getParentRoute: () => staff,
  path: paths.notices,
  validateSearch: forgiving(NoticesSearch),
  search: { middlewares: [withoutDefaults(NoticesSearch.parse({}))] },
  component: lazyRouteComponent(() => import('./pages/notices/page.tsx'), 'NoticesPage'),
})

const talks = createRoute({
  getParentRoute: () => staff,
  path: paths.talks,
  component: lazyRouteComponent(() => import('./pages/stages/talks.tsx'), 'TalksPage'),
})

const dispositions = createRoute({
  getParentRoute: () => staff,
  path: paths.dispositions,
  component: lazyRouteComponent(() => import('./pages/stages/dispositions.tsx'), 'DispositionsPage'),
})

const referrals = createRoute({
  getParentRoute: () => staff,
  path: paths.referrals,
  component: lazyRouteComponent(() => import('./pages/referrals/page.tsx'), 'ReferralsPage'),
})

const raiseReferral = createRoute({
  getParentRoute: () => staff,
  path: paths.raiseReferral,
  validateSearch: forgiving(RaiseSearch),
  component: lazyRouteComponent(() => import('./pages/referrals/raise.tsx'), 'RaisePage'),
})

const results = createRoute({
  getParentRoute: () => staff,
  path: paths.results,
  component: lazyRouteComponent(() => import('./pages/results/page.tsx'), 'ResultsPage'),
})

const unit = createRoute({
  getParentRoute: () => staff,
  path: paths.unit,
  component: lazyRouteComponent(() => import('./pages/unit/page.tsx'), 'UnitPage'),
})

const YearSearch = z.object({
  tab: z.enum(['letters', 'deposits', 'assessments', 'settlements']).default('assessments'),
  year: z.coerce.number().int().min(2020).max(2100).optional(),
  /** What narrows the list under the tab: every year's, how far they are, words, and which page of it. */
  years: z.literal('all').optional(),
  status: z.string().max(40).optional(),
  search: z.string().max(80).optional(),
  page: z.coerce.number().int().min(1).optional(),
})
const year = createRoute({
  getParentRoute: () => staff,
  path: paths.year,
  validateSearch: forgiving(YearSearch),
  component: lazyRouteComponent(() => import('./pages/year/page.tsx'), 'YearPage'),
})

const LettersSearch = z.object({
  year: z.coerce.number().int().min(2020).max(2100).optional(),
  /** The letters that were sent, so that a reload shows how far they are. */
  batch: z.uuid().optional(),
})
const letters = createRoute({
  getParentRoute: () => staff,
  path: paths.letters,
  validateSearch: forgiving(LettersSearch),
  component: lazyRouteComponent(() => import('./pages/letters/page.tsx'), 'LettersPage'),
})

const CoverageSearch = CoverageCell.partial().extend({ gaps: z.boolean().optional() })
const coverage = createRoute({
  getParentRoute: () => staff,
  path: paths.coverage,
  validateSearch: forgiving(CoverageSearch),
  component: lazyRouteComponent(() => import('./pages/standard/page.tsx'), 'CoveragePage'),
})

const stuck = createRoute({
  getParentRoute: () => staff,
  path: paths.stuck,
  validateSearch: forgiving(StuckQuery),
  search: { middlewares: [withoutDefaults(StuckQuery.parse({}))] },
  component: lazyRouteComponent(() => import('./pages/stuck/page.tsx'), 'StuckPage'),
})

const interventions = createRoute({
  getParentRoute: () => staff,
  path: paths.interventions,
  component: lazyRouteComponent(() => import('./pages/interventions/page.tsx'), 'InterventionsPage'),
})

const intervention = createRoute({
  getParentRoute: () => staff,
  path: paths.intervention,
  component: lazyRouteComponent(() => import('./pages/interventions/detail.tsx'), 'InterventionPage'),
})

const health = createRoute({
  getParentRoute: () => staff,
  path: paths.health,
  component: lazyRouteComponent(() => import('./pages/health/page.tsx'), 'HealthPage'),
})

const restore = createRoute({
  getParentRoute: () => staff,
  path: paths.restore,
  component: lazyRouteComponent(() => import('./pages/restore/page.tsx'), 'RestorePage'),
})

const schedules = createRoute({
  getParentRoute: () => staff,
  path: paths.schedules,
  component: lazyRouteComponent(() => import('./pages/schedules/page.tsx'), 'SchedulesPage'),
})

const calendar = createRoute({
  getParentRoute: () => staff,
  path: paths.calendar,
  validateSearch: forgiving(CalendarSearch),
  component: lazyRouteComponent(() => import('./pages/calendar/page.tsx'), 'CalendarPage'),
})

const accounts = createRoute({
  getParentRoute: () => staff,
  path: paths.accounts,
  component: lazyRouteComponent(() => import('./pages/accounts/page.tsx'), 'AccountsPage'),
})

const notifications = createRoute({
  getParentRoute: () => staff,
  path: paths.notifications,
  component: lazyRouteComponent(() => import('./pages/notifications/page.tsx'), 'NotificationsPage'),
})

const leave = createRoute({
  getParentRoute: () => staff,
  path: paths.leave,
  component: lazyRouteComponent(() => import('./pages/leave/page.tsx'), 'LeavePage'),
})

const units = createRoute({
  getParentRoute: () => staff,
  path: paths.units,
  component: lazyRouteComponent(() => import('./pages/units/page.tsx'), 'UnitsPage'),
})

const administration = createRoute({
  getParentRoute: () => staff,
  path: paths.administration,
  component: lazyRouteComponent(() => import('./pages/administration/page.tsx'), 'AdministrationPage'),
})

const password = createRoute({
  getParentRoute: () => staff,
  path: paths.password,
  component: lazyRouteComponent(() => import('./pages/password/page.tsx'), 'PasswordPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    staff.addChildren([
      inbox,
      caseRoute,
      report,
      problems,
      patrols,
      complaints,
      registerComplaint,
      launch,
      launchMany,
      notices,
      talks,
      dispositions,
      referrals,
      raiseReferral,
      results,
      unit,
      year,
      letters,
      coverage,
      stuck,
      interventions,
      intervention,
      health,
      restore,
      schedules,
      calendar,
      accounts,
      notifications,
      leave,
      units,
      administration,
      password,
    ]),
  ]),
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: Lost,
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
