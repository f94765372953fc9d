import { randomUUID } from 'node:crypto'
import { createTRPCUntypedClient, httpLink } from '@trpc/client'
import { beforeAll, expect, test } from 'vitest'
import { appRouter } from '../../api/router.ts'
import type { Meta } from '../../api/trpc.ts'
import { capabilities } from '../../domain/permissions.ts'
import { type Role, roleCodes } from '../../domain/people.ts'
import { type Api, aCase, aNotice, aPhoto, aUnit, startApi, turnedDown } from './harness.ts'

const office: Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const leaders: Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']
const units: Role[] = ['UNIT_HEAD', 'UNIT_LIAISON']
const working = [...office, ...leaders, ...units]
const everybody = [...roleCodes]

/** Who may call what, for people to read and argue about; handbook §1.4 and §1.5. */
const allowed: Record<string, 'anybody' | Role[]> = {
  'session.create': 'anybody',
  'session.me': 'anybody',
  'session.setupNeeded': 'anybody',
  'session.createFirstAdministrator': 'anybody',
  'session.end': everybody,
  'session.changePassword': everybody,
  'directory.units': everybody,
  'directory.roadSections': everybody,
  'directory.people': everybody,
  'directory.rules': everybody,
  'problem.list': working,
  'notice.launch': office,
  'notice.preview': office,
  'notice.readSheet': office,
  'inbox.list': working,
  'task.act': working,
  'task.saveDraft': working,
  'draft.get': working,
  'draft.save': working,
  'draft.remove': working,
  'command.get': working,
  'case.get': [...working, 'AUDITOR'],
  'case.list': [...working, 'AUDITOR'],
  'stuck.list': ['SYS_ADMIN', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  'calendar.get': everybody,
  'calendar.preview': ['SYS_ADMIN'],
  'calendar.publish': ['SYS_ADMIN'],
  'user.list': ['SYS_ADMIN'],
  'user.create': ['SYS_ADMIN'],
  'user.update': ['SYS_ADMIN'],
  'user.revokeSessions': ['SYS_ADMIN'],
  'user.unlock': ['SYS_ADMIN'],
  'user.resetPassword': ['SYS_ADMIN'],
  'live.changes': [...working, 'AUDITOR'],
}

type Described = { _def: { meta?: Meta; type: 'query' | 'mutation' | 'subscription' } }
const procedures = appRouter._def.procedures as unknown as Record<string, Described>

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1')
  await aUnit(api.db, 'D2')
})

test('every procedure is in the table, and names a capability that exists or says that it needs none', () => {
  expect(Object.keys(procedures).sort()).toEqual(Object.keys(allowed).sort())
  for (const [path, { _def }] of Object.entries(procedures)) {
    const capability = _def.meta?.capability
    expect([path, capability]).toEqual([path, expect.toBeOneOf(['open', 'signedIn', ...Object.keys(capabilities)])])
  }
})

const unitOf = (role: Role): string => (units.includes(role) ? 'D1' : 'OFFICE')

/** Calls a procedure with an input that gets as far as its permission. */
async function call(path: string, token: string | null) {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const client = createTRPCUntypedClient({ links: [httpLink({ url: `${api.url}/api/trpc`, headers })] })
  if (procedures[path]?._def.type === 'subscription') return stream(path, headers)
  const type = procedures[path]?._def.type === 'mutation' ? 'mutation' : 'query'
  return turnedDown(client[type](path, {}))
}

async function stream(path: string, headers: Record<string, string>) {
  const ends = new AbortController()
  const response = await fetch(`${api.url}/api/trpc/${path}?input={}`, { headers: { ...headers, accept: 'text/event-stream' }, signal: ends.signal })
  const said = response.ok ? new TextDecoder().decode((await response.body?.getReader().read())?.value) : await response.text()
  ends.abort()
  const code = /"code":"(\w+)"/.exec(said)?.[1]
  return code === undefined ? null : { code, refusal: said.includes('"refusal":{"code":"FORBIDDEN"') ? { code: 'FORBIDDEN' } : null }
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
    expect([path, answer?.refusal?.code === 'FORBIDDEN' ? 'forbidden' : 'allowed']).toEqual([path, may ? 'allowed' : 'forbidden'])
  }
})

test('a unit sees and touches its own cases, and is told of another\'s as if there were none', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const foreign = await aCase(api.db, 'D2')
  const act = (at: { caseId: string; taskId: string }) =>
    own.api.task.act.mutate({ commandId: randomUUID(), ...at, act: 'submit', form: { note: '' } })

  expect((await own.api.case.get.query({ caseId })).caseId).toBe(caseId)
  expect((await act({ caseId, taskId })).state).toBe('RECEIVED')
  expect((await own.api.task.saveDraft.mutate({ taskId, form: {} })).savedAt).toBeTruthy()

  const nothing = await turnedDown(own.api.case.get.query({ caseId: 'DB-1999-0001' }))
  expect(nothing?.code).toBe('NOT_FOUND')
  expect(await turnedDown(own.api.case.get.query({ caseId: foreign.caseId }))).toEqual(nothing)
  expect(await turnedDown(act(foreign))).toEqual(nothing)
  expect((await turnedDown(own.api.task.saveDraft.mutate({ taskId: foreign.taskId, form: {} })))?.code).toBe('NOT_FOUND')
  // Its own task in the other unit's case is no way in.
  expect(await turnedDown(act({ caseId: foreign.caseId, taskId }))).toEqual(nothing)

  const listed = await own.api.case.list.query({ limit: 200 })
  expect(listed.items.map((row) => row.unit.id)).not.toContain('D2')
  expect(listed.total).toBe(listed.counts.open)
  expect((await own.api.case.list.query({ unitId: 'D2' })).total).toBe(0)
  const inbox = await own.api.inbox.list.query({ filter: 'unit', limit: 100 })
  expect(inbox.items.map((item) => item.unit.id)).not.toContain('D2')
})

test('a command is told only to whoever sent it', async () => {
  const [sender, colleague] = await Promise.all([api.someone(['UNIT_HEAD'], 'D1'), api.someone(['UNIT_LIAISON'], 'D1')])
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const { commandId } = await sender.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form: { note: '' } })
  expect((await sender.api.command.get.query({ commandId })).state).toBe('RECEIVED')
  expect((await turnedDown(colleague.api.command.get.query({ commandId })))?.code).toBe('NOT_FOUND')
})

test('the administrator sees no case, the auditor changes none', async () => {
  const { caseId, taskId } = await aCase(api.db, 'D1')
  const administrator = await api.someone(['SYS_ADMIN'], 'OFFICE')
  const auditor = await api.someone(['AUDITOR'], 'D2')
  expect((await turnedDown(administrator.api.case.get.query({ caseId })))?.code).toBe('FORBIDDEN')
  const seen = await auditor.api.case.get.query({ caseId })
  expect(seen.tasks[0]).toMatchObject({ mine: false, whyNot: expect.objectContaining({ zh: expect.stringContaining('办理任务') }) })
  const tried = await turnedDown(auditor.api.task.act.mutate({ commandId: randomUUID(), caseId, taskId, act: 'submit', form: {} }))
  expect(tried?.refusal?.code).toBe('FORBIDDEN')
  expect((await auditor.api.case.get.query({ caseId })).ledger.at(-1)).toMatchObject({ kind: 'REFUSAL', summary: { zh: expect.stringContaining('未受理') } })
})

test('a unit shows only photos of its own or of the case', async () => {
  const own = await api.someone(['UNIT_HEAD'], 'D1')
  const stranger = await api.someone(['UNIT_HEAD'], 'D2')
  const { caseId, taskId } = await aCase(api.db, 'D1', { form: 'rectificationReport.v1' })
  const photos = async (by: { userId: string }, unitId: string) => Promise.all([1, 2].map(() => aPhoto(api.db, by.userId, unitId)))
  const report = (photosAfter: { id: string; sha256: string }[]) =>
    own.api.task.act.mutate({
      commandId: randomUUID(), caseId, taskId, act: 'submit',
      form: { measures: '已全部清运并冲洗地面', doneAt: new Date().toISOString(), photosBefore: [], photosAfter },
    })
  expect((await turnedDown(report(await photos(stranger, 'D2'))))?.refusal).toMatchObject({ code: 'PHOTO_UNKNOWN' })
  const [first, second] = await photos(own, 'D1')
  const answer = await report([{ id: first?.id ?? '', sha256: '0'.repeat(64) }, { id: second?.id ?? '', sha256: second?.sha256 ?? '' }])
  const { body } = await api.db.selectFrom('command').select('body').where('id', '=', answer.commandId).executeTakeFirstOrThrow()
  // The store's own hash is what the ledger will vouch for, whatever was sent.
  expect((body as { photosAfter: { sha256: string }[] }).photosAfter[0]?.sha256).toBe(first?.sha256)
})

test('a notice cannot be launched against a supervisory organ or an unknown unit', async () => {
  await aUnit(api.db, 'D3', { subject: false })
  const inspector = await api.someone(['OFFICE_INSPECTOR'], 'OFFICE')
  const photo = await aPhoto(api.db, inspector.userId, 'OFFICE')
  const launch = (unitId: string) => turnedDown(inspector.api.notice.launch.mutate({ commandId: randomUUID(), notice: aNotice(unitId, [photo]) }))
  expect((await launch('D3'))?.refusal).toMatchObject({ code: 'UNIT_NOT_SUBJECT' })
  expect((await launch('D99'))?.refusal).toMatchObject({ code: 'UNIT_UNKNOWN' })
})
