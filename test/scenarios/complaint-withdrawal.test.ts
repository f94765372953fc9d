import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { dispatcher } from './cast.ts'
import { anybody, answered, called, discipline, ended, registered, sorting, told } from './complaints.ts'
import { aPhoto, follow, type Person, refusalOf, signIn } from './rig.ts'

/** A complaint taken back by its receipt code, and one that another organ is competent for (handbook P13). */

const director = await signIn('weichangfeng')
const withdraw = (receipt: string, reason = '', commandId: string = randomUUID()) =>
  anybody.complaint.withdraw.mutate({ commandId, receipt, reason })
const paper = async (person: Person, caseId: string, key: string) => {
  const url = `${inject('stack').api}/api/cases/${caseId}/documents/${key}.docx?format=html`
  return (await fetch(url, { headers: { authorization: `Bearer ${person.token}` } })).text()
}

test('withdrawn by the receipt code: what was found goes on as a problem, with place and photos', async () => {
  const photo = await aPhoto(dispatcher)
  const { c, receipt } = await registered({ photos: [photo] })
  await c.submit(dispatcher, 'triage', sorting('A'))
  await c.until('handle')
  expect(await paper(dispatcher, c.caseId, 'acceptance-1')).toMatch(/云创受理〔\d{4}〕\d+号/)
  expect((await refusalOf(withdraw('1234-5678-9ABC-DEFG'))).code).toBe('RECEIPT_UNKNOWN')
  const commandId = randomUUID()
  const reason = '不想再追究，电话 13800002222'
  expect(await withdraw(receipt, reason, commandId)).toMatchObject({ title: { zh: '已撤回' }, withdrawable: false })
  // Sent again after a lost connection it is the same act.
  expect(await withdraw(receipt, reason, commandId)).toMatchObject({ title: { zh: '已撤回' } })
  const said = JSON.stringify((await c.view()).ledger)
  expect(said).toContain('举报人凭回执码撤回')
  expect(said).not.toContain('13800002222')
  await c.submit(dispatcher, 'goOn', {
    decision: 'FOUND',
    category: 'DUMPING',
    description: '后巷有暴露垃圾',
    photos: [],
    reason: '现场核查属实，继续清运。',
  })
  expect(await ended(c)).toBe('WITHDRAWN')
  const [problem] = (await c.view()).kin
  const p = await follow(director, problem?.caseId ?? '')
  expect((await p.view()).content).toMatchObject({
    source: 'COMPLAINT',
    place: '望溪农贸市场后巷',
    photos: [{ id: photo.id }],
  })
  expect(await p.until('checkReport')).toBeTruthy()
})

test('withdrawn in time only: once it is answered it stays, and its answer has a number', async () => {
  const { c, receipt } = await registered()
  await c.submit(dispatcher, 'triage', sorting('A'))
  await answered(c)
  await c.until('callBack')
  expect((await refusalOf(withdraw(receipt))).code).toBe('COMPLAINT_NOT_WITHDRAWABLE')
  const reply = await paper(dispatcher, c.caseId, 'reply-1')
  expect(reply).toMatch(/云创答复〔\d{4}〕\d+号/)
  expect(reply).toContain('现已清运完毕')
  expect(reply).not.toContain('13800002222')
  await c.submit(director, 'callBack', await called(c))
  expect(await ended(c)).toBe('SOLVED')
})

test('another organ’s: handed on under a number, the complainant is told, place and photos stay', async () => {
  const photo = await aPhoto(dispatcher)
  const { c, receipt } = await registered({ photos: [photo] })
  await c.submit(dispatcher, 'triage', sorting('D', { handlerUnitId: undefined }))
  await c.untilFor(discipline, 'takeClue')
  const { notice, reply } = await told(receipt)
  expect(notice?.zh).toMatch(/移送告知：.*云创举移〔\d{4}〕\d+号/)
  expect(reply).toBeNull()
  expect((await c.view()).content).toMatchObject({ place: '望溪农贸市场后巷', photos: [{ id: photo.id }], words: '' })
  const letter = await paper(dispatcher, c.caseId, 'complaint-transfer-1')
  expect(letter).toContain('举报移送函')
  expect(letter).not.toContain('望溪农贸市场后巷')
  await c.submit(discipline, 'takeClue', { registerNo: '云纪线〔2026〕18号', note: '' })
  expect(await ended(c)).toBe('TRANSFERRED')
})
