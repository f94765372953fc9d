import { expect, test, vi } from 'vitest'
import { appendLedger } from '../../db/ledger.ts'
import { countUnread, listNotifications, markRead } from '../../db/notifications.ts'
import { readCalendar } from '../../db/calendar.ts'
import { freshFacts } from '../../domain/corrections.ts'
import { urgedFrom } from '../../domain/late.ts'
import { anyone, ofUnit } from '../../domain/people.ts'
import { text } from '../../domain/text.ts'
import { settledHorizon } from '../../worker/notifier.ts'
import { tellLedger } from '../../worker/notifier/tell.ts'
import { director, head, inspector, startNotified, TUESDAY } from './notified.ts'

const { db, aCase, tell, told } = await startNotified()
const unit = ofUnit('D25', 'UNIT_HEAD', 'UNIT_LIAISON')

const bodies = async (caseId: string, kind: string) => {
  const rows = await db.selectFrom('notification').selectAll().where('case_id', '=', caseId).execute()
  return rows.filter((row) => row.kind === kind).map((row) => `${row.title.zh}\n${row.body.zh}`)
}

test('a task is told to those who may act, yellow again to them, red also to the director; each once', async () => {
  const { caseId, opens, say, title } = await aCase()
  const taskId = await opens('receipt', unit)
  await say('taskYellow', { taskId })
  await tell()
  await say('taskRed', { taskId })
  await tell()
  const once = [
    'TASK_OPENED jiatongshang',
    'TASK_OPENED zhulianfang',
    'TASK_RED jiatongshang',
    'TASK_RED weichangfeng',
    'TASK_RED zhulianfang',
    'TASK_YELLOW jiatongshang',
    'TASK_YELLOW zhulianfang',
  ]
  expect(await told(caseId)).toEqual(once)
  expect((await bodies(caseId, 'TASK_OPENED'))[0]).toBe(
    `待办：签收督办通知\n云创督办〔2026〕1号“${title}”\n请于11月26日 18:00前签收督办通知。`,
  )

  await db.updateTable('notifier_position').set({ ledger_id: 0 }).execute()
  await tell()
  expect(await told(caseId)).toEqual(once)
})

test('several workers tell each thing once', async () => {
  const made = await Promise.all(Array.from({ length: 12 }, () => aCase()))
  for (const { opens } of made) await opens('receipt', unit)
  const { id: last } = await db
    .selectFrom('ledger')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  await Promise.all(Array.from({ length: 6 }, () => tellLedger(db, last, TUESDAY, [])))
  await tell()
  for (const { caseId } of made) expect(await told(caseId)).toHaveLength(2)
})

test('an entry that is committed after a later one is not passed over', async () => {
  const [slow, quick] = [await aCase(), await aCase()]
  await tell()
  const settled = settledHorizon(db)
  expect(await settled()).toBeNull()

  let drawn = () => {}
  const hasDrawn = new Promise<void>((resolve) => {
    drawn = resolve
  })
  let commit = () => {}
  const may = new Promise<void>((resolve) => {
    commit = resolve
  })
  const closing = db.transaction().execute(async (trx) => {
    const data = { outcome: 'REVOKED', rounds: 1 }
    const entry = { kind: 'EVENT' as const, engineNo: 1, at: TUESDAY.toISOString(), actor: null, commandId: null }
    await appendLedger(trx, slow.caseId, [{ ...entry, type: 'caseClosed', data }])
    drawn()
    await may
  })
  await hasDrawn
  await quick.opens('receipt', unit)
  // The later entry is there to be seen, and waits for the earlier one.
  expect(await settled()).toBeNull()
  expect(await settled()).toBeNull()
  commit()
  await closing
  const upTo = await vi.waitUntil(settled, 5_000)
  while (await tellLedger(db, upTo, TUESDAY, [])) continue
  expect(await told(slow.caseId)).toContain('CASE_CLOSED jiatongshang')
  expect(await told(quick.caseId)).toContain('TASK_OPENED jiatongshang')
})

test('of a sealed task only those whom it is for are told, and nothing of what it is about', async () => {
  const { caseId, opens, say, title } = await aCase()
  const taskId = await opens('organDecision', anyone('ORG_OFFICER'), { sealed: true })
  await say('taskRed', { taskId })
  await tell()
  expect(await told(caseId)).toEqual(['TASK_OPENED peizhili', 'TASK_RED peizhili'])
  const said = await db.selectFrom('notification').select(['title', 'body']).where('case_id', '=', caseId).execute()
  expect(JSON.stringify(said)).not.toContain(title)
  expect(said[0]?.title.zh).toBe('您有一件移送事项待办')
  expect(said[0]?.body).toEqual(said[0]?.title)
})

test('what was sent back, reminded of, ruled, failed and closed is told to whom it concerns', async () => {
  const { caseId, opens, say } = await aCase()
  const signOff = await opens('signOff', anyone('OFFICE_DIRECTOR'))
  await say(
    'taskSubmitted',
    { taskId: signOff, step: 'signOff', form: { decision: 'RETURN', opinion: '事实不清' }, late: false },
    director,
  )
  const rectify = await opens('rectify', ofUnit('D25', 'UNIT_HEAD'))
  const assignee = ofUnit('D25', 'UNIT_HEAD')
  const change = (act: string, detail: unknown, by = director) =>
    say('taskChanged', { taskId: rectify, act, assignee, facts: { ...freshFacts(), reminders: 1 }, detail }, by)
  await change('remind', { note: '请抓紧' })
  await change('requestExtension', { workingDays: 2, cause: 'WEATHER', reason: '连日降雨' }, head)
  await change('extensionRuling', { decision: 'DENY', reason: '理由不足' })
  await say('roundFailed', { round: 1, reason: 'OVERDUE' })
  await say('caseClosed', { outcome: 'PASSED', rounds: 1 })
  await say('caseClosed', { outcome: 'PASSED', rounds: 1 })
  await tell()
  expect((await told(caseId)).filter((line) => !line.startsWith('TASK_OPENED'))).toEqual([
    'CASE_CLOSED jiatongshang',
    'CASE_CLOSED taoxingyuan',
    'CASE_CLOSED zhulianfang',
    'REMINDED jiatongshang',
    'RETURNED taoxingyuan',
    'ROUND_FAILED jiatongshang',
    'ROUND_FAILED taoxingyuan',
    'ROUND_FAILED zhulianfang',
    'RULED jiatongshang',
  ])
  expect((await bodies(caseId, 'RETURNED'))[0]).toContain('退回修改（魏长风）。\n说明：事实不清')
  expect((await bodies(caseId, 'RULED'))[0]).toContain('裁定：不同意。')
  expect((await bodies(caseId, 'REMINDED'))[0]).toContain('魏长风催办')
})

test('an objection that is upheld is told to the unit that made it', async () => {
  const { caseId, opens, say } = await aCase()
  const rectify = await opens('rectify', ofUnit('D25', 'UNIT_HEAD'))
  const assignee = ofUnit('D25', 'UNIT_HEAD')
  await say('taskChanged', { taskId: rectify, act: 'object', assignee, facts: freshFacts(), detail: {} }, head)
  const ruling = await opens('objectionRuling', anyone('DEPUTY_COMMANDER'), { context: { taskId: rectify } })
  const form = { decision: 'REVOKE', reason: '不属其职责' }
  await say('taskSubmitted', { taskId: ruling, step: 'objectionRuling', form, late: false }, director)
  await tell()
  expect(await told(caseId)).toContain('RULED jiatongshang')
  expect((await bodies(caseId, 'RULED'))[0]).toContain('裁定：成立，撤销督办。')
})

test('a unit is not told of a notice that was withdrawn before it was issued', async () => {
  const { caseId, say } = await aCase({ number: null })
  await say('caseClosed', { outcome: 'REVOKED', rounds: 1 })
  await tell()
  expect(await told(caseId)).toEqual(['CASE_CLOSED taoxingyuan'])
})

test('a formal reminder is told to those who may act and to the head, each letter once, while its task is open', async () => {
  const { caseId, opens, say, title } = await aCase()
  const taskId = await opens('receipt', ofUnit('D25', 'UNIT_LIAISON'))
  const letter = (no: number, note?: string) => ({
    docType: 'URGE_LETTER' as const,
    round: 1,
    taskId,
    occasion: `${taskId}/${no}`,
    content: { unitId: 'D25', title: text('签收督办通知', 'Sign'), dueAt: '', note },
  })
  await say('documentIssued', letter(1))
  await say('documentIssued', letter(2, '请于今日内签收。'))
  await tell(new Date('2026-11-27T09:00:00+08:00'))
  const urged = (await told(caseId)).filter((line) => line.startsWith('URGED'))
  expect(urged).toEqual(['URGED jiatongshang', 'URGED jiatongshang', 'URGED zhulianfang', 'URGED zhulianfang'])
  const letters = (await bodies(caseId, 'URGED')).join('\n')
  expect(letters).toContain(`云创督办〔2026〕1号“${title}”一事，“签收督办通知”应于11月26日 18:00前办结，至今未办。`)
  expect(letters).toContain('2026年11月27日')
  expect(letters).toContain('说明：请于今日内签收。')
  const numbers = [...letters.matchAll(/云创催办〔2026〕(\d+)号/g)].map((found) => Number(found[1]))
  expect([...new Set(numbers)]).toHaveLength(2)
  // A Friday's lateness is told on Monday.
  const calendar = await readCalendar(db)
  expect(urgedFrom(calendar, Date.parse('2026-11-27T18:00:00+08:00'))).toBe(Date.parse('2026-11-30T09:00:00+08:00'))
})

test('everybody reads and marks only their own', async () => {
  const { opens } = await aCase()
  await opens('receipt', unit)
  await tell()
  const before = await countUnread(db, head.userId)
  const [newest, second] = await listNotifications(db, head.userId, { unread: true, limit: 2 })
  expect(newest?.kind).toBe('TASK_OPENED')
  expect(await markRead(db, inspector.userId, { ids: [newest?.id ?? 0] })).toBe(0)
  expect(await markRead(db, head.userId, { ids: [newest?.id ?? 0] })).toBe(1)
  expect(await markRead(db, head.userId, { ids: [newest?.id ?? 0] })).toBe(0)
  expect(await countUnread(db, head.userId)).toBe(before - 1)
  expect((await listNotifications(db, head.userId, { unread: true, limit: 1 }))[0]?.id).toBe(second?.id)
})
