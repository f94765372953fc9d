import { describe, expect, test } from 'vitest'
import { deputy, director, dispatcher, inspector } from './cast.ts'
import {
  town,
  complained,
  discipline,
  registered,
  sorting,
  handled,
  reply,
  answered,
  called,
  told,
  ended,
  opened,
} from './complaints.ts'
import { refusalOf } from './rig.ts'

/** Complaints (handbook P13), each class its own way. */

describe('each class its own way', () => {
  test('complaint A: handled, answered, called back, solved', async () => {
    const { c, receipt } = await registered()
    expect(await told(receipt)).toMatchObject({ title: { zh: '已收到，待分流' }, over: false })
    await c.submit(dispatcher, 'triage', sorting('A'))
    expect(await told(receipt)).toMatchObject({ title: { zh: '已受理，办理中' }, reply: null })
    expect((await c.until('handle')).dueSum.limit).toEqual({ unit: 'WD', value: 5 })
    await c.submit(town, 'handle', await handled(town))
    await c.submit(dispatcher, 'reply', { decision: 'RETURN', reply: '', opinion: '请补充保洁责任人的安排。' })
    await answered(c, town)
    expect(await told(receipt)).toMatchObject({ reply, over: false })
    await c.submit(director, 'callBack', await called(c))
    expect(await ended(c)).toBe('SOLVED')
    expect(await told(receipt)).toMatchObject({ title: { zh: '已办结' }, reply, over: true })
  })

  test('complaint B: ninety days for the authority; what it answers is told with the remedies', async () => {
    const { c, receipt } = await registered()
    await c.submit(dispatcher, 'triage', sorting('B'))
    expect((await c.until('handle')).dueSum.limit).toEqual({ unit: 'ND', value: 90 })
    await answered(c)
    await c.submit(director, 'callBack', await called(c, { solved: 'NO', satisfied: 'NO', fault: 'NOT_OURS' }))
    expect(await ended(c)).toBe('EXPLAINED')
    expect((await told(receipt)).remedy?.zh).toContain('行政复议')
  })

  test('complaint C: sixty days, objected to within five working days, extended once', async () => {
    const { c, receipt } = await registered()
    await c.submit(dispatcher, 'triage', sorting('C'))
    const task = await c.until('handle')
    expect(task.dueSum.limit).toEqual({ unit: 'ND', value: 60 })
    const asked = { cause: 'OTHER', reason: '涉及多个部门，正在会商。', workingDays: 25 }
    expect((await refusalOf(c.correct(town, 'handle', 'requestExtension', asked))).code).toBe('EXTENSION_TOO_LONG')
    await c.correct(town, 'handle', 'requestExtension', { ...asked, workingDays: 20 })
    await c.submit(deputy, 'extensionRuling', { decision: 'GRANT', reason: '情况复杂，同意延期。' })
    await expect.poll(async () => Date.parse((await c.until('handle')).dueAt)).toBeGreaterThan(Date.parse(task.dueAt))
    await answered(c)
    await c.submit(director, 'callBack', await called(c))
    expect(await ended(c)).toBe('SOLVED')
    expect((await told(receipt)).remedy?.zh).toContain('复查')
  })

  test('complaint D: to the discipline organ, and nothing more of it here', async () => {
    const { c, receipt } = await registered({ words: '某单位工作人员上门收取卫生费不开票，请有关部门调查处理。' })
    await c.submit(dispatcher, 'triage', sorting('D', { handlerUnitId: undefined }))
    const seen = await c.view()
    expect(JSON.stringify(seen.content)).not.toContain('收取卫生费')
    expect((await refusalOf(opened(dispatcher, c))).code).toBe('SEALED_FROM_OFFICE')
    expect((await refusalOf(opened(complained, c))).code).toBe('FORBIDDEN')
    expect((await opened(discipline, c)).words).toContain('收取卫生费')
    await c.untilFor(discipline, 'takeClue')
    await c.submit(discipline, 'takeClue', { registerNo: '云纪线〔2026〕18号', note: '' })
    expect(await ended(c)).toBe('TRANSFERRED')
    expect(await told(receipt)).toMatchObject({ title: { zh: '已移送有权机关' }, reply: null })
  })

  test('complaint E: a suggestion is answered, without a call-back', async () => {
    const { c } = await registered()
    await c.submit(dispatcher, 'triage', sorting('E', { complainedUnitId: undefined, handlerUnitId: 'OFFICE' }))
    expect((await c.until('handle')).dueSum.limit).toEqual({ unit: 'WD', value: 15 })
    await answered(c, inspector)
    expect(await ended(c)).toBe('REPLIED')
  })

  test('complaint F: an emergency is handed over at once', async () => {
    const { c, receipt } = await registered({ words: '后巷垃圾堆起火冒烟，旁边就是居民楼，请尽快处理。' })
    const sorted = sorting('F', { handlerUnitId: undefined, complainedUnitId: undefined, calledNumber: '119' })
    await c.submit(dispatcher, 'triage', sorted)
    expect(await ended(c)).toBe('HANDED_OVER')
    expect((await told(receipt)).detail.zh).toContain('119')
  })
})
