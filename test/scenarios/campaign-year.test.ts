import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { fullMarks } from '../../domain/assessment/scoring.ts'
import { aPhoto, follow, type Person, type Played, refusalOf, signIn } from './rig.ts'

/** The year's account (handbook P05, P07, P18, P19, §3): letters, deposits, half-year assessment, settlement. */

const director = await signIn('weichangfeng')
const commander = await signIn('qinwangshu')
const deputy = await signIn('xuqinghe')
const keeper = await signIn('jinkuaiji')
const bureau = await signIn('shenchazhang')
const legal = await signIn('jianglvyan')
const discipline = await signIn('yanshouzhong')
const inspector = await signIn('taoxingyuan')
const second = await signIn('zhuomingcha')
const head = await signIn('jiatongshang')
const otherHead = await signIn('dingzhucheng')
const approve = { decision: 'APPROVE', opinion: '' }
const voucher = () => `PZ-${randomUUID().slice(0, 8)}`

async function paidIn(payer: Person, year: number, dueYuan: number): Promise<Played> {
  const { caseId } = await keeper.api.deposit.open.mutate({
    commandId: randomUUID(),
    notice: {
      title: `${payer.me.unit.name}${year}年度保证金`,
      unitId: payer.me.unit.id,
      payerId: payer.me.userId,
      year,
      dueYuan,
      basis: '《创卫工作考核奖惩办法》第六条',
    },
  })
  return follow(director, caseId)
}

async function booked(c: Played, paidYuan: number, voucherNo = voucher()) {
  await c.submit(keeper, 'prepareEntry', { paidYuan, paidAt: await c.now(), voucherNo, receipt: [] })
  await c.submit(bureau, 'reviewEntry', approve)
  await c.submit(commander, 'approveEntry', approve)
}

const standing = async (year: number, unitId: string) =>
  (await director.api.deposit.standings.query({ year })).units.find((unit) => unit.unitId === unitId)

async function settling(year: number, unitId: string): Promise<Played> {
  const { caseId } = await director.api.settlement.open.mutate({ commandId: randomUUID(), unitId, year })
  return follow(director, caseId)
}

async function reviewedAndDecided(c: Played) {
  await c.submit(bureau, 'financeReview', approve)
  await c.submit(legal, 'lawReview', approve)
  await c.submit(discipline, 'disciplineReview', approve)
  const decision = { decision: 'APPROVE', minutesNo: '云创纪〔2027〕3号', heldAt: await c.now(), opinion: '同意' }
  await c.submit(commander, 'decide', decision)
  expect((await refusalOf(c.submit(commander, 'confirmDecision', approve))).code).toBe('RECUSED')
  await c.submit(deputy, 'confirmDecision', approve)
  const noObjection = { decision: 'NONE', note: '' }
  expect((await refusalOf(c.submit(director, 'publicNotice', noObjection))).code).toBe('PUBLIC_NOTICE_RUNS')
  await c.skipTo((await c.until('publicNotice')).dueAt)
  await c.submit(director, 'publicNotice', noObjection)
}

const notDone = {
  conclusion: 'PARTIAL',
  grounds: '年度考核未达合格分数线。',
  basis: '《创卫工作考核奖惩办法》第八条',
}

test('paid and kept: booked by three hands, not completed, heard, retained to the fen', async () => {
  const year = 2031
  const paid = await paidIn(head, year, 5000)
  expect((await refusalOf(paid.submit(otherHead, 'pay', {}))).code).toBe('NOT_FOUND')
  await paid.submit(head, 'pay', { decision: 'CONFIRMED', note: '', photos: [] })
  const entry = { paidYuan: 5000.01, paidAt: await paid.now(), voucherNo: voucher(), receipt: [] }
  expect((await refusalOf(paid.submit(keeper, 'prepareEntry', entry))).code).toBe('AMOUNT_OVER_DUE')
  await booked(paid, 5000)
  expect(await paid.view()).toMatchObject({ stage: 'CLOSED', outcome: 'HELD' })
  expect(await standing(year, 'D25')).toMatchObject({ paidFen: 500_000, heldFen: 500_000, refundedFen: 0 })

  const c = await settling(year, 'D25')
  expect((await refusalOf(c.submit(director, 'conclude', { ...notDone, conclusion: 'FULL' }))).code).toBe(
    'CONCLUSION_DIFFERS',
  )
  await c.submit(director, 'conclude', notDone)
  await c.submit(head, 'beHeard', { decision: 'STATED', statement: '专项资金迟到，请求从轻。', photos: [] })
  await reviewedAndDecided(c)
  const short = { paidYuan: 4999.99, paidAt: await c.now(), voucherNo: voucher(), receipt: [] }
  expect((await refusalOf(c.submit(keeper, 'prepareEntry', short))).code).toBe('AMOUNT_DIFFERS')
  await booked(c, 5000)
  await c.submit(head, 'signFor', { note: '' })
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'RETAINED' })
  expect(await standing(year, 'D25')).toEqual({
    unitId: 'D25',
    unitName: '县商务局',
    paidFen: 500_000,
    heldFen: 0,
    refundedFen: 0,
    retainedFen: 500_000,
    rewardFen: 0,
  })
})

test('fifty at once: one settlement for a unit and year, and a voucher books once', async () => {
  const year = 2032
  const asked = await Promise.allSettled(
    Array.from({ length: 50 }, (_, at) =>
      (at % 2 ? director : keeper).api.settlement.open.mutate({ commandId: randomUUID(), unitId: 'D20', year }),
    ),
  )
  const opened = asked.filter(({ status }) => status === 'fulfilled')
  expect(opened).toHaveLength(1)
  const refused = await refusalOf(director.api.settlement.open.mutate({ commandId: randomUUID(), unitId: 'D20', year }))
  expect(refused.text.zh).toContain(`JS-${year}-D20`)

  const voucherNo = voucher()
  const first = await paidIn(head, year, 1000)
  await first.submit(head, 'pay', { decision: 'CONFIRMED', note: '', photos: [] })
  await booked(first, 1000, voucherNo)
  const again = await paidIn(otherHead, year, 1000)
  await again.submit(otherHead, 'pay', { decision: 'CONFIRMED', note: '', photos: [] })
  await booked(again, 1000, voucherNo)
  // Back with whoever prepares entries, saying why.
  expect((await again.until('prepareEntry')).context.returned).toContain(voucherNo)
})

test('half-year: published, self-reviewed, scored by two, appealed, corrected, approved; completed, refunded and rewarded', async () => {
  // A year that is over: what happened in it is all there is.
  const year = 2023
  const { caseId } = await director.api.assessment.open.mutate({
    commandId: randomUUID(),
    plan: {
      title: `${year}年下半年考核`,
      year,
      half: 'H2',
      scheme: '按评分表现场考核、抽查资料，日常数据自动取数。',
      unitIds: ['D20', 'D21', 'D25'],
    },
  })
  const whole = await follow(director, caseId)
  await whole.submit(commander, 'signScheme', { decision: 'APPROVE', opinion: '' })
  const children = await untilChildren(whole, 3)
  await Promise.all(
    children.map((child) => assessed(child.caseId, child.caseId === mine(children) ? 'appealed' : 'plain')),
  )
  await whole.submit(commander, 'approveResults', { decision: 'APPROVE', opinion: '' })
  expect(await whole.view()).toMatchObject({ stage: 'CLOSED', outcome: 'PUBLISHED' })
  const scores = await head.api.assessment.scores.query({ year })
  expect(scores).toMatchObject([{ unitId: 'D25', half: 'H2', total: 9_474, band: 'EXCELLENT', vetoed: false }])

  const paid = await paidIn(head, year, 5000)
  await paid.submit(head, 'pay', { decision: 'CONFIRMED', note: '', photos: [] })
  await booked(paid, 5000)
  const c = await settling(year, 'D25')
  await c.submit(director, 'conclude', { ...notDone, conclusion: 'FULL', grounds: '年度考核94.74分。' })
  await reviewedAndDecided(c)
  await booked(c, 5000)
  await c.submit(head, 'signFor', { note: '' })
  expect(await c.view()).toMatchObject({ stage: 'CLOSED', outcome: 'REFUNDED_AND_REWARDED' })
  expect(await standing(year, 'D25')).toMatchObject({ heldFen: 0, refundedFen: 500_000, rewardFen: 500_000 })

  function mine(all: { caseId: string; title: string }[]) {
    return all.find(({ title }) => title.endsWith('县商务局'))?.caseId
  }
})

test('letter: returned once, signed by both sides, its tasks verified one by one', async () => {
  const item = (content: string, points: number, mustDo: 'YES' | 'NO') => ({
    content,
    standard: '',
    target: '',
    points,
    mustDo,
    dueOn: '2026-12-20',
  })
  const letter = {
    title: '2026年创卫目标责任书',
    unitId: 'D25',
    year: 2026,
    headId: head.me.userId,
    goal: '两座农贸市场全部达标。',
    items: [item('改造望溪市场', 60, 'YES'), item('建立保洁制度', 40, 'NO')],
    rewardClause: '按考核奖惩办法第八条执行。',
    depositMode: 'RECORD_ONLY' as const,
    approval: '云委办〔2026〕9号',
  }
  const { caseId } = await director.api.letter.draft.mutate({ commandId: randomUUID(), letter })
  const c = await follow(director, caseId)
  await c.submit(legal, 'lawCheck', approve)
  await c.submit(head, 'signForUnit', { decision: 'OBJECT', opinion: '保洁制度分值偏高。', photos: [] })
  const lopsided = { ...letter, items: [item('改造望溪市场', 60, 'YES')] }
  expect((await refusalOf(c.submit(director, 'redraftLetter', lopsided))).code).toBe('INVALID_FORM')
  const items = [item('改造望溪市场', 70, 'YES'), item('建立保洁制度', 30, 'NO')]
  await c.submit(director, 'redraftLetter', { ...letter, items })
  await c.submit(legal, 'lawCheck', approve)
  await c.submit(head, 'signForUnit', { decision: 'SIGN', opinion: '', photos: [] })
  await c.submit(commander, 'signForCounty', approve)

  await c.submit(head, 'fulfil', { done: '市场已改造并验收。', photos: [await aPhoto(head)] })
  await c.submit(inspector, 'verifyItem', { result: 'DONE', opinion: '现场属实。' })
  await c.skipTo((await c.until('fulfil')).dueAt)
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('EVALUATED')
  expect((await c.view()).content).toMatchObject({ items: [{ points: 70 }, { points: 30 }] })
})

async function untilChildren(whole: Played, count: number) {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const { kin } = await whole.view()
    if (kin.length >= count) return kin
    if (Date.now() > end) throw new Error(`only ${kin.length} units are being assessed`)
  }
}

/** One unit's assessment: the letter's tasks at thirty of forty; the appeal of the one gives five back. */
async function assessed(caseId: string, how: 'appealed' | 'plain') {
  const c = await follow(director, caseId)
  await c.skipTo((await c.until('selfReview')).dueAt)
  const { items = '' } = (await c.until('scoreOnSite')).context
  const photos = [await aPhoto(inspector)]
  const scored = fullMarks('COUNTY-1', items.split(',')).map((item) =>
    item.code === 'A1'
      ? { ...item, points: 30, reason: '责任书任务两项未完成，各扣5分。', photos }
      : { ...item, photos },
  )
  await c.submit(inspector, 'scoreOnSite', { items: scored, others: [], bonuses: [], vetoes: [], remark: '' })
  expect((await refusalOf(c.submit(inspector, 'checkScores', approve))).code).toBe('RECUSED')
  await c.submit(second, 'checkScores', approve)
  if (how === 'plain') {
    await c.skipTo((await c.until('appealScore')).dueAt)
  } else {
    const grounds = '其中一项已于期内完成，附验收单。'
    await c.submit(head, 'appealScore', { decision: 'APPEAL', items: [{ item: 'A1', grounds, photos: [] }] })
    const corrected = { item: 'A1', decision: 'CORRECT', correction: 5, reason: '验收单属实，更正。' }
    await c.submit(director, 'ruleOnScore', { items: [corrected] })
  }
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('SCORED')
}
