import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import type { LetterTemplate } from '../../domain/letter-forms.ts'
import { aPhoto, follow, type Person, refusalOf, signIn } from './rig.ts'

/** Letters of responsibility for many units at once, and their amendments (handbook P05). */

const director = await signIn('weichangfeng')
const commander = await signIn('qinwangshu')
const legal = await signIn('jianglvyan')
const inspector = await signIn('taoxingyuan')
const head = await signIn('jiatongshang')
const approve = { decision: 'APPROVE', opinion: '' }
const sign = { decision: 'SIGN', opinion: '', photos: [] }

const task = (content: string, points: number, mustDo: 'YES' | 'NO' = 'NO', target = '') => ({
  content,
  standard: '',
  target,
  dueOn: '2026-12-20',
  points,
  mustDo,
})

const templateOf = (year: number): LetterTemplate => ({
  name: '部门通用',
  title: '{年度}年{简称}创卫目标责任书',
  year,
  goal: '{单位}（主要负责人{负责人}）完成{年度}年创卫任务：{职责}。',
  items: [
    task('包保路段{路段}达标', 30, 'NO', '{路段数}条'),
    task('按期建成{设施}', 30),
    task('建立长效保洁制度', 20, 'YES'),
    task('开展宣传和培训', 20),
  ],
  rewardClause: '按考核奖惩办法第八条执行。',
  depositMode: 'NONE',
  approval: '云委办〔2026〕9号',
})

const { api } = inject('stack')
/** A page of the API as somebody sees it. */
const page = async (person: Person, path: string) =>
  (await fetch(`${api}${path}`, { headers: { authorization: `Bearer ${person.token}` } })).text()

/** Sends a version of a template to legal review. */
async function reviewed(templateId: string, version: number) {
  const asked = { commandId: randomUUID(), templateId, version }
  const { caseId } = await director.api.letter.reviewTemplate.mutate(asked)
  return follow(director, caseId)
}

const untilAllSent = async (batchId: string) => {
  await expect
    .poll(async () => (await director.api.letter.batch.query({ batchId })).map(({ state }) => state), {
      timeout: 30_000,
    })
    .not.toContain('RECEIVED')
  return director.api.letter.batch.query({ batchId })
}

test('many at once: a template in two versions, previewed with each unit’s duties, one letter per unit and year', async () => {
  const [templateId, year] = [randomUUID(), 2051]
  const template = templateOf(year)
  const save = (basedOn: number, change: Partial<LetterTemplate> = {}) =>
    director.api.letter.saveTemplate.mutate({ templateId, basedOn, template: { ...template, ...change } })
  expect(await save(0)).toEqual({ version: 1 })
  expect(await save(1, { name: '部门通用（修订）' })).toEqual({ version: 2 })
  expect((await refusalOf(save(1))).code).toBe('TEMPLATE_CHANGED')
  const versions = await director.api.letter.versions.query({ templateId })
  expect(versions.map(({ version, content }) => [version, content.name])).toEqual([
    [2, '部门通用（修订）'],
    [1, '部门通用'],
  ])

  const asked = { templateId, version: 2, unitIds: ['D21', 'D05', 'D25', 'D03'] }
  const preview = await director.api.letter.preview.mutate(asked)
  // The supervising organ signs none.
  expect(preview.map(({ unitId }) => unitId).sort()).toEqual(['D05', 'D21', 'D25'])
  const ofCity = preview.find(({ unitId }) => unitId === 'D21')
  expect(ofCity?.letter.title).toMatch(/^2051年.+创卫目标责任书$/)
  expect(ofCity?.letter.items[1]?.content).toContain('城南垃圾中转站新建（2026-10-31前）')
  const withoutFacility = preview.find(({ unitId }) => unitId === 'D05')
  expect(withoutFacility?.left).toEqual(['按期建成{设施}'])
  expect(withoutFacility?.letter.items.map(({ points }) => points)).toEqual([43, 29, 28])

  await (await reviewed(templateId, 2)).submit(legal, 'checkTemplate', approve)
  const batch = { ...asked, batchId: randomUUID() }
  // Pressed twice at once.
  await Promise.all([director.api.letter.launchMany.mutate(batch), director.api.letter.launchMany.mutate(batch)])
  const sent = await untilAllSent(batch.batchId)
  expect(Object.fromEntries(sent.map(({ unitId, state }) => [unitId, state]))).toEqual({
    D03: 'SKIPPED',
    D05: 'APPLIED',
    D21: 'APPLIED',
    D25: 'APPLIED',
  })
  expect(sent.find(({ unitId }) => unitId === 'D21')?.caseId).toBe(`ZR-${year}-D21`)

  const again = { ...asked, unitIds: ['D21', 'D20'], batchId: randomUUID() }
  await director.api.letter.launchMany.mutate(again)
  const second = await untilAllSent(again.batchId)
  const skipped = second.find(({ unitId }) => unitId === 'D21')
  expect(skipped).toMatchObject({ state: 'SKIPPED', refusal: { code: 'LETTER_TAKEN' } })
  expect(skipped?.refusal?.text.zh).toContain(`ZR-${year}-D21`)
  expect(second.find(({ unitId }) => unitId === 'D20')?.state).toBe('APPLIED')

  // One that was made void before it was signed may be followed by another.
  const c = await follow(director, `ZR-${year}-D20`)
  await c.until('signForUnit')
  await c.correct(director, null, 'withdraw', { reason: '任务分解有误，重新下发。' })
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('VOID')
  const third = { ...again, unitIds: ['D20'], batchId: randomUUID() }
  await director.api.letter.launchMany.mutate(third)
  expect(await untilAllSent(third.batchId)).toMatchObject([{ state: 'APPLIED', caseId: `ZR-${year}-D20-2` }])
})

test('released once: a template is reviewed by law, and only what somebody changed is reviewed again', async () => {
  const [templateId, year] = [randomUUID(), 2054]
  const template = templateOf(year)
  const save = (basedOn: number) => director.api.letter.saveTemplate.mutate({ templateId, basedOn, template })
  const sent = (unitIds: string[]) =>
    director.api.letter.launchMany.mutate({ batchId: randomUUID(), templateId, version: 2, unitIds })
  await save(0)
  const first = await reviewed(templateId, 1)
  await first.submit(legal, 'checkTemplate', { decision: 'RETURN', opinion: '奖惩条款须引用全称。' })
  await expect.poll(async () => (await first.view()).outcome).toBe('RETURNED')
  expect((await refusalOf(reviewed(templateId, 1))).code).toBe('TEMPLATE_REVIEWED')
  await save(1)
  const second = await reviewed(templateId, 2)
  const refused = await refusalOf(sent(['D13']))
  expect([refused.code, refused.text.zh]).toEqual([
    'TEMPLATE_NOT_RELEASED',
    expect.stringContaining('第 2 版尚未经法制审核放行'),
  ])
  await second.submit(legal, 'checkTemplate', approve)
  await expect.poll(async () => (await second.view()).outcome).toBe('RELEASED')
  const [state] = await director.api.letter.templates.query({ year })
  expect(state?.review).toEqual({ caseId: second.caseId, outcome: 'RELEASED' })

  // Sent as it is: straight to the unit; what comes back is changed by hand, and law looks at it.
  await sent(['D25'])
  const c = await follow(director, `ZR-${year}-D25`)
  expect((await c.until('signForUnit')).context.template).toContain(second.caseId)
  expect((await c.view()).tasks.map(({ step }) => step)).toEqual(['signForUnit'])
  await c.submit(head, 'signForUnit', { ...sign, decision: 'OBJECT', opinion: '分值请调整。' })
  const { content } = await c.view()
  await c.submit(director, 'redraftLetter', { ...(content as object), goal: '完成全部任务。' })
  await c.submit(legal, 'lawCheck', approve)
  expect((await c.until('signForUnit')).context.template).toBeUndefined()

  // Drafted singly from the template: only unchanged it needs no review.
  const preview = await director.api.letter.preview.mutate({ templateId, version: 2, unitIds: ['D20', 'D22'] })
  for (const { unitId, letter } of preview) {
    const changed = unitId === 'D22' ? { ...letter, goal: `${letter.goal}另行加强。` } : letter
    const from = { templateId, version: 2 }
    await director.api.letter.draft.mutate({ commandId: randomUUID(), letter: changed, from })
    const one = await follow(director, `ZR-${year}-${unitId}`)
    await one.until(unitId === 'D22' ? 'lawCheck' : 'signForUnit')
    expect((await one.view()).stage).toBe(unitId === 'D22' ? 'LEGAL_REVIEW' : 'TO_SIGN')
  }
})

test('amended: proposed with its reason, agreed by both, numbered, the old text kept; what changed begins anew', async () => {
  const year = 2052
  const letter = {
    title: `${year}年创卫目标责任书`,
    unitId: 'D25',
    year,
    headId: head.me.userId,
    goal: '两座农贸市场全部达标。',
    items: [task('改造望溪市场', 60, 'YES'), task('建立保洁制度', 40)],
    rewardClause: '按考核奖惩办法第八条执行。',
    depositMode: 'NONE' as const,
    approval: '云委办〔2026〕9号',
  }
  const { caseId } = await director.api.letter.draft.mutate({ commandId: randomUUID(), letter })
  const c = await follow(director, caseId)
  const propose = (proposal: object) =>
    head.api.letter.amend.mutate({ commandId: randomUUID(), letterId: caseId, proposal: proposal as never })
  const { goal, rewardClause, items } = letter
  const reason = '市场改造纳入省级项目，工期延长。'
  expect((await refusalOf(propose({ reason, goal, rewardClause, items }))).code).toBe('LETTER_NOT_IN_FORCE')
  await c.submit(legal, 'lawCheck', approve)
  const onPaper = { ...sign, how: 'PAPER' }
  expect((await refusalOf(c.submit(head, 'signForUnit', onPaper))).code).toBe('INVALID_FORM')
  await c.submit(head, 'signForUnit', { ...onPaper, photos: [await aPhoto(head)] })
  await c.submit(commander, 'signForCounty', { ...approve, how: 'HERE' })
  await c.until('fulfil')

  expect((await refusalOf(propose({ reason, goal, rewardClause, items }))).code).toBe('NOTHING_CHANGES')
  const changed = [
    { ...task('改造望溪市场和桂香市场', 60, 'YES'), no: 1, dueOn: '2027-01-20' },
    { ...task('建立保洁制度', 30), no: 2 },
    task('开展商户培训', 10),
  ]
  const { caseId: amendmentId } = await propose({ reason, goal, rewardClause, items: changed })
  expect(amendmentId).toBe(`${caseId}-B1`)
  expect((await refusalOf(propose({ reason, goal, rewardClause, items: changed }))).code).toBe('AMENDMENT_OPEN')
  const a = await follow(director, amendmentId)
  expect((await a.view()).content).toMatchObject({
    changes: [
      { what: '任务1', before: expect.stringContaining('改造望溪市场；'), after: expect.stringContaining('桂香市场') },
      { what: '任务2', before: expect.stringContaining('40分'), after: expect.stringContaining('30分') },
      { what: '任务3', before: '' },
    ],
  })
  await a.submit(legal, 'lawCheck', approve)
  await a.submit(head, 'signForUnit', sign)
  await a.submit(commander, 'signForCounty', approve)
  await expect.poll(async () => (await a.view()).outcome, { timeout: 15_000 }).toBe('AGREED')
  const paper = await page(director, `/api/cases/${amendmentId}/documents/amendment-1.docx?format=html`)
  expect(paper).toMatch(/云创责补〔\d{4}〕\d+号/)
  expect(paper).toContain('原文：改造望溪市场；')

  const states = async () =>
    (await head.api.letter.tasks.query({ letterId: caseId })).map(({ no, points, state }) => [no, points, state])
  await expect.poll(states, { timeout: 15_000 }).toEqual([
    [2, 30, 'OPEN'],
    [3, 10, 'OPEN'],
    [1, 60, 'OPEN'],
  ])
  // The first task's step was replaced; the second goes on as it was.
  await expect
    .poll(async () => (await c.view()).tasks.filter(({ step }) => step === 'fulfil').map(({ state }) => state))
    .toEqual(['CANCELLED', 'OPEN', 'OPEN', 'OPEN'])
  const open = (await c.view(head)).tasks.filter(({ step, state }) => step === 'fulfil' && state === 'OPEN')
  const first = open.find(({ context }) => context.no === '1')
  const report = { done: '两座市场均已改造并验收。', photos: [await aPhoto(head)] }
  await head.api.task.act.mutate({
    commandId: randomUUID(),
    caseId,
    taskId: first?.taskId ?? '',
    act: 'submit',
    form: report,
  })
  await c.submit(inspector, 'verifyItem', { result: 'DONE', opinion: '现场属实。' })
  await expect.poll(states, { timeout: 15_000 }).toEqual([
    [2, 30, 'OPEN'],
    [3, 10, 'OPEN'],
    [1, 60, 'DONE'],
  ])
  const done = (await head.api.letter.tasks.query({ letterId: caseId })).find(({ no }) => no === 1)
  expect(done).toMatchObject({ report: report.done, evidence: [report.photos[0]?.id], rate: 100 })
  await c.skipTo((await c.until('fulfil')).dueAt)
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('EVALUATED')
  expect(await states()).toEqual([
    [2, 30, 'NOT_DONE'],
    [3, 10, 'NOT_DONE'],
    [1, 60, 'DONE'],
  ])
})
