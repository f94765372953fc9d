import { beforeAll, expect, test } from 'vitest'
import { keepFindings } from '../../db/stuck-findings.ts'
import { text } from '../../domain/text.ts'
import { aCase, aUnit } from './builders.ts'
import { type Api, startApi, turnedDown } from './harness.ts'

/** Who reads what of the board: who repairs the engine has to know the case, not whom it is about. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aUnit(api.db, 'D1', { name: '县商务局' })
})

const words = text('等待县商务局主要负责人，已超期。', 'Waiting for the head of the bureau.')
const found = (cause: 'OVERDUE' | 'TASK_FAILING', caseId: string) => ({
  cause,
  subject: caseId,
  caseId,
  taskId: null,
  since: '2026-03-02T01:00:00.000Z',
  text: words,
  person: text('贾通商', 'Jia Tongshang'),
  step: text('整改并书面反馈', 'Rectify and report'),
  detail: 'Error: 贾通商',
  facts: { runId: 'r' },
  acts: ['remind' as const],
})

async function ofKind(kind: string): Promise<string> {
  const { caseId } = await aCase(api.db, 'D1')
  await api.db.updateTable('cases').set({ kind }).where('id', '=', caseId).execute()
  return caseId
}

test('of a case that is closed to the reader, only that its engine is in trouble', async () => {
  const [plain, referral, discipline] = [
    await ofKind('rectification'),
    await ofKind('referral'),
    await ofKind('discipline'),
  ]
  const all = [plain, referral, discipline].flatMap((id) => [found('OVERDUE', id), found('TASK_FAILING', id)])
  await keepFindings(
    api.db,
    all.filter(({ cause }) => cause === 'OVERDUE'),
    [],
  )
  const read = async (role: 'OFFICE_DIRECTOR' | 'OFFICE_DISPATCHER' | 'SYS_ADMIN') =>
    (await (await api.someone([role], 'OFFICE')).api.stuck.board.query()).items
  const cases = (items: { caseId: string | null }[]) => items.flatMap(({ caseId }) => caseId ?? []).sort()
  expect(cases(await read('OFFICE_DIRECTOR'))).toEqual([plain, referral].sort())
  expect(cases(await read('OFFICE_DISPATCHER'))).toEqual([plain])
  expect(cases(await read('SYS_ADMIN'))).toEqual([plain])

  await keepFindings(api.db, all, [])
  for (const role of ['OFFICE_DISPATCHER', 'SYS_ADMIN'] as const) {
    const items = await read(role)
    // Of what does not run nobody is to be reminded.
    expect(items.map(({ cause }) => cause)).toEqual(['TASK_FAILING', 'TASK_FAILING', 'TASK_FAILING'])
    const closed = items.filter(({ caseId }) => caseId !== plain)
    for (const item of closed) expect(item).toMatchObject({ unitName: null, person: null, step: null, number: null })
    expect(JSON.stringify(closed)).not.toMatch(/贾通商|商务/)
  }
})

test('what is found no more where it was looked for is cured; what was not looked for stays as it is', async () => {
  const [one, other] = [await ofKind('rectification'), await ofKind('rectification')]
  await keepFindings(api.db, [found('TASK_FAILING', one), found('TASK_FAILING', other)], [])
  const director = await api.someone(['OFFICE_DIRECTOR'], 'OFFICE')
  const first = (await director.api.stuck.ofCase.query({ caseId: one }))[0]
  await keepFindings(api.db, [], [{ causes: ['TASK_FAILING'], cases: [one] }])
  expect(await director.api.stuck.ofCase.query({ caseId: one })).toEqual([])
  expect(await director.api.stuck.ofCase.query({ caseId: other })).toHaveLength(1)
  const { cured } = await director.api.stuck.board.query()
  expect(cured.find(({ caseId }) => caseId === one)).toMatchObject({ id: first?.id, acts: [] })
  // Found again, it is another finding, with a time of its own.
  await keepFindings(api.db, [found('TASK_FAILING', one)], [])
  expect((await director.api.stuck.ofCase.query({ caseId: one }))[0]?.id).not.toBe(first?.id)
})

test('who may not read the board gets no file of it either', async () => {
  const head = await api.someone(['UNIT_HEAD'], 'D1')
  expect((await turnedDown(head.api.stuck.board.query()))?.code).toBe('FORBIDDEN')
  const get = (headers: Record<string, string>) => fetch(`${api.url}/api/stuck/export.csv`, { headers })
  expect((await get({ authorization: `Bearer ${head.token}` })).status).toBe(403)
  expect((await get({})).status).toBe(401)
})
