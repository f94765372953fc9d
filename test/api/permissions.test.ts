import { createTRPCUntypedClient, httpLink } from '@trpc/client'
import { beforeAll, expect, test } from 'vitest'
import { appRouter } from '../../api/router.ts'
import { described } from '../../api/trpc.ts'
import { capabilities } from '../../domain/permissions.ts'
import { type Role, roleCodes } from '../../domain/people.ts'
import { aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

const office: Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const leaders: Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']
const units: Role[] = ['UNIT_HEAD', 'UNIT_LIAISON']
const organs: Role[] = ['LEGAL_REVIEWER', 'ORG_OFFICER', 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'OFFICE_FINANCE']
const working = [...office, ...leaders, ...units]
const acting = [...working, ...organs]
const everybody = [...roleCodes]
const staff: Role[] = [...acting, 'AUDITOR', 'SYS_ADMIN']

/** Who may call what, for people to read and argue about; handbook §1.4 and §1.5. */
const allowed: Record<string, 'anybody' | Role[]> = {
  'session.create': 'anybody',
  'session.me': 'anybody',
  'session.setupNeeded': 'anybody',
  'session.sampleAccounts': 'anybody',
  'session.createFirstAdministrator': 'anybody',
  'session.end': everybody,
  'session.changePassword': everybody,
  'directory.units': staff,
  'directory.roadSections': staff,
  'directory.people': staff,
  'directory.rules': staff,
  'problem.list': working,
  'problem.report': working,
  'problem.near': working,
  'patrol.plans': working,
  'patrol.save': office,
  'patrol.pause': office,
  'patrol.resume': office,
  'patrol.start': office,
  'patrol.end': office,
  'problem.section': working,
  'problem.register': working,
  'problem.merged': working,
  'notice.launch': office,
  'notice.preview': office,
  'notice.readSheet': office,
  'complaint.begin': 'anybody',
  'complaint.report': 'anybody',
  'complaint.follow': 'anybody',
  'complaint.withdraw': 'anybody',
  'complaint.register': office,
  'complaint.list': [...working, 'DISCIPLINE_OFFICER', 'AUDITOR'],
  'complaint.openIdentity': ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'DISCIPLINE_OFFICER'],
  'complaint.openings': ['AUDITOR'],
  'inbox.list': acting,
  'task.act': acting,
  'task.saveDraft': acting,
  'draft.get': acting,
  'draft.save': acting,
  'draft.remove': acting,
  'command.get': acting,
  'case.get': [...acting, 'AUDITOR'],
  'case.histories': [...acting, 'AUDITOR'],
  'case.list': [...acting, 'AUDITOR'],
  'sealed.reads': ['AUDITOR'],
  'health.overview': ['SYS_ADMIN', 'OFFICE_DIRECTOR'],
  'intervention.targets': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'intervention.points': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'intervention.preview': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'intervention.ask': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'intervention.steer': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'intervention.list': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'AUDITOR'],
  'intervention.get': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'AUDITOR'],
  'stuck.board': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'stuck.ofCase': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'stuck.look': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'stuck.resend': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'deposit.standings': [
    'OFFICE_DIRECTOR',
    'OFFICE_FINANCE',
    'FINANCE_BUREAU',
    ...leaders,
    'DISCIPLINE_OFFICER',
    'AUDITOR',
    'UNIT_HEAD',
  ],
  'letter.draft': office,
  'letter.templates': office,
  'letter.versions': office,
  'letter.saveTemplate': office,
  'letter.reviewTemplate': office,
  'letter.preview': office,
  'letter.launchMany': office,
  'letter.batch': office,
  'letter.amend': [...office, 'UNIT_HEAD'],
  'letter.tasks': [...acting, 'AUDITOR'],
  'deposit.open': ['OFFICE_DIRECTOR', 'OFFICE_FINANCE'],
  'deposit.change': ['OFFICE_DIRECTOR', 'OFFICE_FINANCE'],
  'deposit.setMode': ['OFFICE_DIRECTOR'],
  'assessment.open': ['OFFICE_DIRECTOR'],
  'assessment.pause': ['OFFICE_DIRECTOR'],
  'assessment.sheet': [...working, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'],
  'assessment.schedule': [...working, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'],
  'assessment.coverage': [...working, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'],
  'assessment.coverageCases': [...working, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'],
  'assessment.scores': [...working, 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'AUDITOR'],
  'settlement.open': ['OFFICE_DIRECTOR', 'OFFICE_FINANCE'],
  'referral.raise': ['OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'],
  'referral.results': ['DISCIPLINE_OFFICER'],
  'case.rerun': ['AUDITOR', 'SYS_ADMIN', 'DISCIPLINE_OFFICER'],
  'restore.overview': ['SYS_ADMIN', 'OFFICE_DIRECTOR'],
  'restore.loss': ['SYS_ADMIN', 'OFFICE_DIRECTOR'],
  'schedule.list': ['SYS_ADMIN', 'OFFICE_DIRECTOR'],
  'schedule.pause': ['SYS_ADMIN'],
  'schedule.resume': ['SYS_ADMIN'],
  'schedule.trigger': ['SYS_ADMIN'],
  'schedule.backfillPreview': ['SYS_ADMIN'],
  'schedule.backfill': ['SYS_ADMIN'],
  'schedule.exclude': ['SYS_ADMIN'],
  'schedule.readmit': ['SYS_ADMIN'],
  'calendar.get': staff,
  'calendar.preview': ['SYS_ADMIN'],
  'calendar.publish': ['SYS_ADMIN'],
  'user.list': ['SYS_ADMIN'],
  'user.create': ['SYS_ADMIN'],
  'user.update': ['SYS_ADMIN'],
  'user.revokeSessions': ['SYS_ADMIN'],
  'user.unlock': ['SYS_ADMIN'],
  'user.resetPassword': ['SYS_ADMIN'],
  'handOver.preview': ['SYS_ADMIN'],
  'unit.list': ['SYS_ADMIN'],
  'unit.rename': ['SYS_ADMIN'],
  'unit.mergePreview': ['SYS_ADMIN'],
  'unit.merge': ['SYS_ADMIN'],
  'handOver.move': ['SYS_ADMIN'],
  'administration.log': ['SYS_ADMIN', 'AUDITOR'],
  'leave.mine': acting,
  'leave.substitutes': acting,
  'leave.enter': acting,
  'leave.end': acting,
  'leave.list': ['SYS_ADMIN'],
  'leave.substitutesOf': ['SYS_ADMIN'],
  'leave.enterFor': ['SYS_ADMIN'],
  'leave.endFor': ['SYS_ADMIN'],
  'notification.list': everybody,
  'notification.unread': everybody,
  'notification.markRead': everybody,
  'notification.markAllRead': everybody,
  'notification.preference': everybody,
  'notification.setPreference': everybody,
  'live.changes': [...acting, 'AUDITOR'],
}

const procedures = described(appRouter)

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
  await aUnit(api.db, 'D2')
})

test('every procedure is in the table, and names a capability that exists or says that it needs none', () => {
  expect(Object.keys(procedures).sort()).toEqual(Object.keys(allowed).sort())
  for (const [path, { meta }] of Object.entries(procedures)) {
    const capability = meta?.capability
    expect([path, capability]).toEqual([path, expect.toBeOneOf(['open', 'signedIn', ...Object.keys(capabilities)])])
  }
})

const unitOf = (role: Role): string => (units.includes(role) ? 'D1' : organs.includes(role) ? 'D2' : 'OFFICE')

/** Calls a procedure with an input that gets as far as its permission. */
async function call(path: string, token: string | null) {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const client = createTRPCUntypedClient({ links: [httpLink({ url: `${api.url}/api/trpc`, headers })] })
  if (procedures[path]?.type === 'subscription') return stream(path, headers)
  const type = procedures[path]?.type === 'mutation' ? 'mutation' : 'query'
  return turnedDown(client[type](path, {}))
}

async function stream(path: string, headers: Record<string, string>) {
  const ends = new AbortController()
  const response = await fetch(`${api.url}/api/trpc/${path}?input={}`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal: ends.signal,
  })
  const said = response.ok
    ? new TextDecoder().decode((await response.body?.getReader().read())?.value)
    : await response.text()
  ends.abort()
  const code = /"code":"(\w+)"/.exec(said)?.[1]
  return code === undefined
    ? null
    : { code, refusal: said.includes('"refusal":{"code":"FORBIDDEN"') ? { code: 'FORBIDDEN' } : null }
}

test('nobody who is not signed in gets anywhere but where anybody may', async () => {
  for (const path of Object.keys(allowed)) {
    const answer = await call(path, null)
    const closed = answer?.code === 'UNAUTHORIZED' && !answer.refusal
    expect([path, closed]).toEqual([path, allowed[path] !== 'anybody'])
  }
})

test.each(everybody)('%s may call what the table says, and nothing else', async (role) => {
  const { token } = await api.someone([role], unitOf(role))
  // Signing out comes last.
  const paths = Object.keys(allowed).filter((path) => path !== 'session.end')
  for (const path of [...paths, 'session.end']) {
    const answer = await call(path, token)
    const may = allowed[path] === 'anybody' || (allowed[path] ?? []).includes(role)
    expect([path, answer?.refusal?.code === 'FORBIDDEN' ? 'forbidden' : 'allowed']).toEqual([
      path,
      may ? 'allowed' : 'forbidden',
    ])
  }
})
