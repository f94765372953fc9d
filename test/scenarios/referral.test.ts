import { randomUUID } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { expect, inject, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { openReferralsOf } from '../../db/referrals.ts'
import { entriesIn } from '../data/unzip.ts'
import { NAMESPACE } from '../setup/running.ts'
import { commander, deputy, director, dispatcher, head, inspector, legal, liaison, second } from './cast.ts'
import { furtherRound, inspected, report, underway } from './cast.ts'
import { follow, type Person, type Played, refusalOf, replay, signIn } from './rig.ts'

/** Ladder B (handbook P17): a referral to its recorded result, who may do what on the way, and what the others see. */

const stack = inject('stack')
const [officer, auditor] = (await Promise.all(['yanshouzhong', 'shenheshi'].map(signIn))) as [Person, Person]

const aReferral = (change: Record<string, unknown> = {}) => ({
  title: '拒不清运后巷垃圾并阻挠核查',
  unitId: 'D25',
  conduct: 'OBSTRUCTS' as const,
  persons: '贾通商，县商务局局长',
  facts: '经督办仍未清运，核查时锁闭后巷大门，拒绝核查人员进入现场，并要求商户不得作证。',
  measures: '已督办一次、电话催办两次。',
  evidence: [] as { key: string; title: string }[],
  photos: [],
  others: '核查人员情况说明一份',
  clauses: '《公职人员政务处分法》第三十条；《政府督查工作条例》第二十三条',
  ...change,
})

const raise = async (by: Person, referral: ReturnType<typeof aReferral>) =>
  by.api.referral.raise.mutate({ commandId: randomUUID(), referral })

/** A notice that failed its first round. */
async function failedOnce(): Promise<Played> {
  const c = await underway()
  await report(c)
  await inspected(c, { result: 'FAIL', failReason: 'FAKED' })
  await c.submit(head, 'statement', { statement: '正在清运。', photos: [] })
  await c.submit(director, 'determination', { decision: 'FAILED', reason: '核查属实，未落实' })
  return c
}

const approval = (decision: string) => ({
  decision,
  approvalNo: '云岫府督〔2026〕7号',
  opinion: '情况属实，同意意见。',
})
const result = async (c: Played, change: Record<string, unknown> = {}) => ({
  subject: '贾通商，县商务局局长',
  identity: 'CIVIL_SERVANT',
  organ: 'COUNTY_SUPERVISION',
  kind: 'MAJOR_DEMERIT',
  documentNo: '云监政〔2026〕5号',
  decidedOn: (await c.now()).slice(0, 10),
  effectiveFrom: (await c.now()).slice(0, 10),
  scope: '本单位',
  files: [],
  note: '',
  ...change,
})

/** The organ's own case of a referral, as its officer comes to it. */
async function organCase(referralId: string): Promise<Played> {
  for (const end = Date.now() + 15_000; ; await new Promise((resolve) => setTimeout(resolve, 150))) {
    const { items } = await officer.api.case.list.query({ kind: 'discipline', limit: 100 })
    for (const { caseId } of items) {
      const { kin } = await officer.api.case.get.query({ caseId })
      if (kin.some((one) => one.relation === 'parent' && one.caseId === referralId)) return follow(officer, caseId)
    }
    if (Date.now() > end) throw new Error(`${referralId} never came to the organ`)
  }
}

test('concluded: two keys, legal check, approval, the letter, receipt, result; the others see two states', async () => {
  const notice = await failedOnce()
  const { documents } = await chosen(notice)
  const referral = aReferral({ caseId: notice.caseId, evidence: documents })
  const early = await underway()
  await early.until('rectify')
  const { caseId } = await raise(inspector, referral)
  const c = await follow(inspector, caseId)
  expect(await c.view()).toMatchObject({ stage: 'SECOND_KEY', kin: [{ relation: 'parent', caseId: notice.caseId }] })
  expect((await notice.view()).kin).toMatchObject([{ relation: 'child', caseId, kind: 'referral' }])
  // No unit learns of it, nor whoever has no part in it.
  for (const person of [head, liaison, dispatcher]) {
    expect((await refusalOf(c.view(person))).code).toBe('NOT_FOUND')
    expect((await notice.view(person)).kin).toEqual([])
  }

  expect((await refusalOf(c.submit(inspector, 'referralSecondKey', { decision: 'AGREE', opinion: '' }))).code).toBe(
    'SAME_KEY',
  )
  await ofTheUnit(second, async () => {
    expect((await refusalOf(c.submit(second, 'referralSecondKey', { decision: 'AGREE', opinion: '' }))).code).toBe(
      'SAME_KEY',
    )
  })
  await c.submit(director, 'referralSecondKey', { decision: 'RETURN', opinion: '请补充核查时间' })
  await c.submit(inspector, 'reviseReferral', { ...referral, persons: '贾通商，县商务局党组书记、局长' })
  await c.submit(director, 'referralSecondKey', { decision: 'AGREE', opinion: '' })
  expect((await legal.api.case.get.query({ caseId: notice.caseId })).stage).toBe('FAILED')
  await c.submit(legal, 'checkReferral', { decision: 'PASS', opinion: '' })
  expect((await refusalOf(c.submit(deputy, 'approveReferral', approval('APPROVE')))).code).toBe('NOT_YOUR_ROLE')
  expect((await refusalOf(officer.api.case.get.query({ caseId }))).code).toBe('NOT_FOUND')
  await c.submit(commander, 'approveReferral', approval('APPROVE'))

  const d = await organCase(caseId)
  const transferred = await c.view()
  expect(transferred).toMatchObject({ stage: 'TRANSFERRED', outcome: null, kin: [{ relation: 'parent' }] })
  expect(transferred.number).toMatch(/^云创移送〔\d{4}〕\d+号$/)
  // The notice goes on.
  await furtherRound(notice)
  expect(await openReferrals()).toContain(caseId)

  // The officer reads what it rests on, to the first notice.
  expect((await officer.api.case.get.query({ caseId: notice.caseId })).ledger.length).toBeGreaterThan(10)
  const letter = await text(officer, `/api/cases/${caseId}/documents/transfer-1.docx?format=html`)
  expect(letter).toContain('问题线索移送函')
  expect(letter).toContain('督办通知（第1次）')
  expect(letter).toContain('回　　执')

  const before = await seen(c)
  const heard = listening(director)
  await d.submit(officer, 'transferReceipt', { decision: 'RECEIVED', reason: '' })
  expect(await seen(c)).toEqual(before)
  await refusedResults(d)
  expect(await seen(c)).toEqual(before)
  await d.submit(officer, 'sanctionRecord', await result(d))
  expect(await d.view()).toMatchObject({ stage: 'CLOSED', outcome: 'RECORDED' })

  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('CONCLUDED')
  await expect.poll(() => heard.said(), { timeout: 15_000 }).toContain(caseId)
  expect(heard.end()).not.toContain(d.caseId)
  const concluded = await seen(c)
  expect(concluded.ledger).toEqual([...before.ledger, 'caseClosed'])
  expect(concluded.sentences.at(-1)).toMatch(/已办结：已办结。$/)
  expect(JSON.stringify(await c.view())).not.toMatch(/记大过|云监政|MAJOR_DEMERIT/)
  expect(await openReferrals()).not.toContain(caseId)

  const [row] = (await officer.api.referral.results.query({ search: '云监政〔2026〕5号' })).filter(
    (one) => one.caseId === d.caseId,
  )
  expect(row).toMatchObject({ kind: 'MAJOR_DEMERIT', letterNo: transferred.number })
  expect(row?.effect?.sum.zh).toContain('加18个月')
  await checkedElsewhere(d, c, notice)

  const reads = await auditor.api.sealed.reads.query({ caseId: d.caseId })
  expect(new Set(reads.map(({ userId }) => userId))).toEqual(new Set([officer.me.userId]))
})

test('returned: not within its power, with the reason', async () => {
  const { caseId } = await raise(director, aReferral())
  const c = await follow(director, caseId)
  await c.submit(inspector, 'referralSecondKey', { decision: 'AGREE', opinion: '' })
  await c.submit(legal, 'checkReferral', { decision: 'PASS', opinion: '' })
  await c.submit(commander, 'approveReferral', approval('APPROVE'))
  const d = await organCase(caseId)
  await d.submit(officer, 'transferReceipt', { decision: 'RETURNED', reason: '该同志系市管干部，不属本机关管辖。' })
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('RETURNED')
  expect((await c.view()).ledger.at(-1)?.summary.zh).toContain('市管干部')
})

test('declined and refused: what may not be referred', async () => {
  const early = await underway()
  const wrong = await refusalOf(
    raise(inspector, aReferral({ evidence: [{ key: 'document:notice-1', title: '督办通知' }] })),
  )
  expect(wrong.code).toBe('INVALID_FORM')
  expect(
    (await refusalOf(raise(inspector, aReferral({ facts: '该同志拒不整改，建议给予其撤职处分，请研究处理。' })))).code,
  ).toBe('INVALID_FORM')
  expect((await refusalOf(raise(dispatcher, aReferral()))).code).toBe('FORBIDDEN')
  expect((await refusalOf(raise(inspector, aReferral({ unitId: 'D03' })))).code).toBe('UNIT_NOT_SUBJECT')
  await ofTheUnit(second, async () => {
    expect((await refusalOf(raise(second, aReferral()))).code).toBe('REFERRAL_OWN_UNIT')
  })
  expect((await early.view()).kin).toEqual([])

  const { caseId } = await raise(inspector, aReferral())
  const c = await follow(inspector, caseId)
  await c.submit(director, 'referralSecondKey', { decision: 'AGREE', opinion: '' })
  await c.submit(legal, 'checkReferral', { decision: 'PASS', opinion: '' })
  await c.submit(commander, 'approveReferral', approval('DECLINE'))
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'DECLINED' })
})

/** What a director sees of it: everything that could tell how the organ goes about it. */
async function seen(c: Played) {
  const view = await c.view(director)
  const { items } = await director.api.case.list.query({ kind: 'referral', search: c.caseId })
  const inbox = await director.api.inbox.list.query({ filter: 'unit', search: c.caseId, limit: 100 })
  const sealed = await director.api.case.list.query({ kind: 'discipline', limit: 100 })
  const sheet = await fetch(`${stack.api}/api/notices/export.xlsx?kind=discipline`, {
    headers: { authorization: `Bearer ${director.token}` },
  })
  const { items: told } = await director.api.notification.list.query({ limit: 100 })
  return {
    stage: view.stage,
    ledger: view.ledger.map(({ type }) => type),
    sentences: view.sentences.map(({ zh }) => zh),
    kin: view.kin,
    tasks: view.tasks.map(({ step, state }) => `${step} ${state}`),
    rows: items.map(({ stage, outcome, updatedAt, waiting }) => ({ stage, outcome, updatedAt, waiting })),
    inbox: inbox.items.length,
    sealed: [sealed.total, sealed.counts.open],
    exported: sheet.status,
    told: told.filter((one) => one.title.zh.includes('移送事项待办')).length,
  }
}

/** Power is needed to record a result: the organ's officer, for what the organ may do. */
async function refusedResults(d: Played): Promise<void> {
  const { taskId } = await d.untilFor(officer, 'sanctionRecord')
  const form = await result(d)
  const acting = (person: Person) =>
    person.api.task.act.mutate({ commandId: randomUUID(), caseId: d.caseId, taskId, act: 'submit', form })
  // For the office there is no such case; the workflow itself says why, whoever asks it.
  expect((await refusalOf(acting(director))).code).toBe('NOT_FOUND')
  expect(await toTheWorkflow(d.caseId, taskId, director, form)).toBe('ORGAN_ONLY')
  const beyond = await refusalOf(d.submit(officer, 'sanctionRecord', await result(d, { kind: 'DISMISSAL' })))
  expect(beyond.code).toBe('MEASURE_BEYOND_POWER')
  expect(beyond.text.zh).toMatch(/县监察委员会无权作出“免职”.*干部管理权限/)
  const village = await refusalOf(
    d.submit(officer, 'sanctionRecord', await result(d, { kind: 'REMOVAL', identity: 'VILLAGE' })),
  )
  expect(village.text.zh).toContain('第二十二条')
}

/** Asks the workflow past the API. Returns the code of its refusal. */
async function toTheWorkflow(caseId: string, taskId: string, person: Person, form: unknown): Promise<string> {
  const connection = await Connection.connect({ address: stack.temporal })
  const { userId, name, roles, unit } = person.me
  const command = {
    id: randomUUID(),
    act: 'submit',
    taskId,
    form,
    actor: { userId, name, roles, unitId: unit.id },
    people: {},
    receivedAt: new Date().toISOString(),
  }
  const said = await new Client({ connection, namespace: NAMESPACE }).workflow
    .getHandle(caseId)
    .executeUpdate('act', { args: [command] })
    .catch((error: Error & { cause?: Error }) => error.cause?.message)
  await connection.close()
  return String(said)
}

/** While something runs, somebody of the office belongs to the unit concerned. */
async function ofTheUnit(person: Person, during: () => Promise<void>): Promise<void> {
  const { db, close } = connect(stack.admin, { max: 1 })
  const move = (unitId: string) =>
    db.updateTable('person').set({ unit_id: unitId }).where('id', '=', person.me.userId).execute()
  await move('D25')
  try {
    await during()
  } finally {
    await move('OFFICE')
  }
  await close()
}

async function openReferrals(): Promise<string[]> {
  const { db, close } = connect(stack.admin, { max: 1 })
  const open = await openReferralsOf(db, 'D25')
  await close()
  return open.map(({ id }) => id)
}

/** The notice of a case, and a photo that it shows, as evidence. */
async function chosen(c: Played) {
  const [photo] = Object.keys((await c.view()).evidence)
  return {
    documents: [
      { key: 'document:notice-1', title: '' },
      { key: 'document:receipt-1', title: '' },
      { key: `photo:${photo}`, title: '' },
    ],
  }
}

/** What somebody's browser is told meanwhile. */
function listening(person: Person) {
  const ends = new AbortController()
  let said = ''
  void fetch(`${stack.api}/api/trpc/live.changes?input={}`, {
    headers: { authorization: `Bearer ${person.token}`, accept: 'text/event-stream' },
    signal: ends.signal,
  })
    .then(async (response) => {
      const reader = response.body?.getReader()
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) return
        said += new TextDecoder().decode(value)
      }
    })
    .catch(() => undefined)
  return {
    said: () => said,
    end: () => {
      ends.abort()
      return said
    },
  }
}

/** What asks for a re-run is a workflow too. */
async function itselfRunsAgain(): Promise<void> {
  const connection = await Connection.connect({ address: stack.temporal })
  const { workflow } = new Client({ connection, namespace: NAMESPACE })
  const found = async () => {
    for await (const { workflowId } of workflow.list({ query: `WorkflowType = 'rerunCase'` })) return workflowId
    return null
  }
  await expect.poll(found, { timeout: 15_000 }).not.toBeNull()
  await replay((await found()) ?? '', 'rerunCase-agrees')
  await connection.close()
}

/** Run again by a worker, and exported with all that it takes to check it elsewhere. */
async function checkedElsewhere(d: Played, c: Played, notice: Played): Promise<void> {
  const again = await officer.api.case.rerun.mutate({ caseId: notice.caseId })
  expect(again).toMatchObject({ differences: [], rerun: { stage: 'IN_PROGRESS', round: 2, failedRounds: 1 } })
  expect(again.rerun?.events).toBe(again.ledger.events)
  expect((await officer.api.case.rerun.mutate({ caseId: d.caseId })).differences).toEqual([])
  expect((await refusalOf(director.api.case.rerun.mutate({ caseId: d.caseId }))).code).toBe('FORBIDDEN')
  expect((await refusalOf(auditor.api.case.rerun.mutate({ caseId: d.caseId }))).code).toBe('NOT_FOUND')
  await itselfRunsAgain()
  // What was altered behind its back is named.
  const { db, close } = connect(stack.admin, { max: 1 })
  await db.updateTable('cases').set({ round: 3 }).where('id', '=', notice.caseId).execute()
  const { differences } = await officer.api.case.rerun.mutate({ caseId: notice.caseId })
  expect(differences.map(({ zh }) => zh)).toEqual(['轮次不一致：重演为“2”，记录为“3”'])
  await db.updateTable('cases').set({ round: 2 }).where('id', '=', notice.caseId).execute()
  await close()

  const zip = (person: Person, caseId: string) =>
    fetch(`${stack.api}/api/cases/${caseId}/dossier.zip`, { headers: { authorization: `Bearer ${person.token}` } })
  expect((await zip(director, c.caseId)).status).toBe(403)
  expect((await zip(auditor, d.caseId)).status).toBe(404)
  const files = entriesIn(Buffer.from(await (await zip(officer, d.caseId)).arrayBuffer()))
  const manifest = JSON.parse(files.get('MANIFEST.json') ?? '') as { cases: string[]; missing: unknown[] }
  expect(manifest.cases.sort()).toEqual([d.caseId, c.caseId, notice.caseId].sort())
  expect(manifest.missing).toEqual([])
  expect([...files.keys()].filter((name) => name.endsWith('history.json'))).toHaveLength(3)
  // The auditor sees what led to it, and nothing of what the organ does.
  const audited = entriesIn(Buffer.from(await (await zip(auditor, c.caseId)).arrayBuffer()))
  expect([...audited.keys()].some((name) => name.startsWith(d.caseId))).toBe(false)
}

const text = async (person: Person, path: string) =>
  (await fetch(`${stack.api}${path}`, { headers: { authorization: `Bearer ${person.token}` } })).text()
