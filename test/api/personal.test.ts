import { beforeAll, expect, test } from 'vitest'
import { appendLedger } from '../../db/ledger.ts'
import { aCase, aTask, aUnit } from './builders.ts'
import { type Api, startApi } from './harness.ts'

/** What is about a person (handbook §1.4): who reads a talk and a disposition, and what is left for the others. */

let api: Api
beforeAll(async () => {
  api = await startApi()
  for (const id of ['D1', 'D2', 'D4']) await aUnit(api.db, id, { name: `县${id}局` })
})

const record = {
  attendance: 'PRESENT',
  heldAt: '2026-11-24T02:00:00Z',
  leaderIds: ['u-1', 'u-2'],
  facts: '机密事实',
  statement: '机密陈述',
  demands: '机密要求',
}
const proposal = { subject: '机密姓名', facts: '机密事实', clauses: '机密条款', kind: 'ADMONITION' }

/** A case after its talk, its proposal sent, with a unit that helps; each step with its lines in the ledger. */
async function talkedTo() {
  const { caseId, taskId } = await aCase(api.db, 'D1', { facts: { coUnits: ['D2'] }, roles: ['UNIT_HEAD'] })
  const done = async (step: string, form: string, outcome: unknown, no: number) => {
    const id = await aTask(api.db, caseId, 'D1', { step, form, roles: ['OFFICE_INSPECTOR'], unitId: null }, no)
    const closed = { state: 'DONE' as const, closed_at: new Date(), outcome: JSON.stringify(outcome) }
    await api.db
      .updateTable('task')
      .set({ ...closed, context: JSON.stringify({ facts: '机密背景' }) })
      .where('id', '=', id)
      .execute()
    return id
  }
  const talk = await done('holdTalk', 'talkRecord.v1', record, 2)
  const draft = await done('draftDisposition', 'dispositionProposal.v1', proposal, 3)
  const entry = (type: string, data: unknown) => ({
    kind: 'EVENT' as const,
    engineNo: null,
    at: new Date().toISOString(),
    actor: null,
    commandId: null,
    type,
    data,
  })
  const kept = await done('keepCommitments', 'rectificationReport.v1', { measures: '自家事' }, 4)
  const facts = { coUnits: [] }
  await api.db
    .transaction()
    .execute((trx) =>
      appendLedger(trx, caseId, [
        entry('taskSubmitted', { taskId: talk, step: 'holdTalk', form: record, late: false }),
        entry('taskChanged', { taskId: talk, act: 'requestReschedule', facts, detail: { reason: '机密理由' } }),
        entry('taskSubmitted', { taskId: draft, step: 'draftDisposition', form: proposal, late: false }),
        entry('documentIssued', { docType: 'DISPOSITION_PROPOSAL', round: 2, content: { proposal } }),
        entry('documentIssued', { docType: 'TALK_NOTICE', round: 2, content: { talk: { place: '二号会议室' } } }),
      ]),
    )
  return { caseId, taskId, talk, draft, kept }
}

test('liaisons, helping units and the dispatcher see that it is under way, and nothing of what is said', async () => {
  const { caseId, talk, draft, kept } = await talkedTo()
  const others = await Promise.all([
    api.someone(['UNIT_LIAISON'], 'D1'),
    api.someone(['UNIT_HEAD'], 'D2'),
    api.someone(['UNIT_LIAISON'], 'D2'),
    api.someone(['OFFICE_DISPATCHER'], 'OFFICE'),
  ])
  for (const who of others) {
    const seen = await who.api.case.get.query({ caseId })
    const said = JSON.stringify({ ...seen, tasks: seen.tasks.filter(({ taskId }) => taskId !== kept) })
    expect(said).not.toContain('机密')
    const steps = seen.tasks.filter(({ taskId }) => taskId === talk || taskId === draft)
    expect(steps).toMatchObject([
      { withheld: true, outcome: { attendance: 'PRESENT', leaderIds: ['u-1', 'u-2'] }, context: {} },
      { withheld: true, outcome: {} },
    ])
    const commitments = seen.tasks.find(({ taskId }) => taskId === kept)
    // What the unit does about it is its own work: a unit that helps elsewhere does not read it.
    const helps = who === others[1] || who === others[2]
    expect([commitments?.withheld, commitments?.outcome]).toEqual(helps ? [true, {}] : [false, { measures: '自家事' }])
    expect(seen.ledger).toHaveLength(5)
    expect(seen.ledger.slice(0, 4).map(({ hash }) => hash)).toEqual(['', '', '', ''])
    expect(seen.ledger.at(-1)?.hash).not.toBe('')
    expect(seen.ledger[3]?.data).toEqual({ docType: 'DISPOSITION_PROPOSAL', round: 2 })
  }
})

test('the head concerned, the leaders, the office, legal review and the auditor read all of it', async () => {
  const { caseId } = await talkedTo()
  const entitled = await Promise.all([
    api.someone(['UNIT_HEAD'], 'D1'),
    api.someone(['COMMANDER'], 'OFFICE'),
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['OFFICE_INSPECTOR'], 'OFFICE'),
    api.someone(['AUDITOR'], 'OFFICE'),
  ])
  for (const who of entitled) {
    const seen = await who.api.case.get.query({ caseId })
    expect(seen.tasks.map(({ withheld }) => withheld)).toEqual([false, false, false, false])
    expect(JSON.stringify(seen)).toContain('机密陈述')
    expect(JSON.stringify(seen.ledger)).toContain('机密条款')
  }
})

test('what is sealed with an organ shows in no list: neither its due date nor its light', async () => {
  const { caseId } = await aCase(api.db, 'D1', { step: 'receipt' })
  await api.db.updateTable('cases').set({ stage: 'SENT' }).where('id', '=', caseId).execute()
  await api.db.updateTable('task').set({ state: 'DONE', closed_at: new Date() }).where('case_id', '=', caseId).execute()
  const organ = { step: 'organDecision', roles: ['ORG_OFFICER' as const], unitId: null, sealed: true }
  const sealed = await aTask(api.db, caseId, 'D1', { ...organ, dueAt: new Date('2026-01-05T10:00:00Z') }, 2)
  await api.db.updateTable('task').set({ light: 'RED' }).where('id', '=', sealed).execute()
  const [director, officer] = await Promise.all([
    api.someone(['OFFICE_DIRECTOR'], 'OFFICE'),
    api.someone(['ORG_OFFICER'], 'D4'),
  ])
  const listed = async (who: typeof director, more = {}) =>
    (await who.api.case.list.query({ stage: 'SENT', state: 'open', sort: 'due', order: 'asc', ...more })).items
  expect(await listed(director)).toMatchObject([
    { caseId, dueAt: null, light: null, waiting: { zh: '已移送有权机关办理' } },
  ])
  expect(await listed(director, { light: 'RED' })).toEqual([])
  expect(await listed(officer)).toMatchObject([{ caseId, dueAt: '2026-01-05T10:00:00.000Z', light: 'RED' }])
  const red = (await director.api.case.list.query({})).counts.red
  await api.db.updateTable('task').set({ light: 'GREEN' }).where('id', '=', sealed).execute()
  expect((await director.api.case.list.query({})).counts.red).toBe(red)
})

test('an inbox says that a clock stands still, and does not count the step as late', async () => {
  const head = await api.someone(['UNIT_HEAD'], 'D4')
  const past = new Date(Date.now() - 86_400_000)
  await aCase(api.db, 'D4', { dueAt: past })
  const held = await aCase(api.db, 'D4', {
    dueAt: past,
    facts: { heldSince: past.toISOString(), heldUntil: '2027-03-01T10:00:00.000Z' },
  })
  const heard = await aCase(api.db, 'D4', {
    dueAt: past,
    facts: { heldSince: past.toISOString(), pending: 'objection' },
  })
  const { items, counts } = await head.api.inbox.list.query({})
  const saidOf = (of: { taskId: string }) => items.find(({ taskId }) => taskId === of.taskId)?.stopped?.zh ?? null
  expect([saidOf(held), saidOf(heard)]).toEqual(['挂账中，至2027年3月1日 18:00', '异议审理中，停止计时'])
  expect(counts).toMatchObject({ mine: 3, overdue: 1 })
})
