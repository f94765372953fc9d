import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { aPhoto, follow, type Person, type Played, refusalOf, signIn } from './rig.ts'

/** A unit that holds deposits is merged into another (handbook P07, P19): its money and its year are the new one's. */

const director = await signIn('weichangfeng')
const commander = await signIn('qinwangshu')
const deputy = await signIn('xuqinghe')
const keeper = await signIn('jinkuaiji')
const bureau = await signIn('shenchazhang')
const legal = await signIn('jianglvyan')
const discipline = await signIn('yanshouzhong')
const administrator = await signIn('admin')
const [head, heir] = await Promise.all([signIn('t09head'), signIn('t10head')])
const approve = { decision: 'APPROVE', opinion: '' }

async function prepared(c: Played, paidYuan: number) {
  const voucherNo = `PZ-${randomUUID().slice(0, 8)}`
  await c.submit(keeper, 'prepareEntry', { paidYuan, paidAt: await c.now(), voucherNo, receipt: [] })
  await c.submit(bureau, 'reviewEntry', approve)
}

async function paid(payer: Person, year: number, dueYuan: number) {
  const { userId: payerId, unit } = payer.me
  const notice = { title: `${year}年度保证金`, unitId: unit.id, payerId, year, dueYuan, basis: '《奖惩办法》第六条' }
  const { caseId } = await keeper.api.deposit.open.mutate({ commandId: randomUUID(), notice })
  const c = await follow(director, caseId)
  await c.submit(payer, 'pay', { decision: 'CONFIRMED', note: '', photos: [] })
  await prepared(c, dueYuan)
  await c.submit(commander, 'approveEntry', approve)
}

const opened = (year: number, unitId: string) =>
  director.api.settlement.open.mutate({ commandId: randomUUID(), unitId, year })
const settling = async (year: number, unitId: string) => follow(director, (await opened(year, unitId)).caseId)

/** Excused by people together: everybody has their own back. */
async function decided(c: Played) {
  const excused = { conclusion: 'EXEMPT', grounds: '机构改革，职责调整。', basis: '《奖惩办法》第九条' }
  await c.submit(director, 'conclude', excused)
  await c.submit(bureau, 'financeReview', approve)
  await c.submit(legal, 'lawReview', approve)
  await c.submit(discipline, 'disciplineReview', approve)
  const decision = { decision: 'APPROVE', minutesNo: '云创纪〔2056〕1号', heldAt: await c.now(), opinion: '同意' }
  await c.submit(commander, 'decide', decision)
  await c.submit(deputy, 'confirmDecision', approve)
  await c.skipTo((await c.until('publicNotice')).dueAt)
  await c.submit(director, 'publicNotice', { decision: 'NONE', note: '' })
}

const standing = async (year: number, unitId = 'T10') =>
  (await director.api.deposit.standings.query({ year })).units.find((unit) => unit.unitId === unitId)

/** Every entry of a year, by account and person; fen. */
async function entriesOf(year: number) {
  const { db, close } = connect(inject('stack').database, { max: 1 })
  const { rows } = await sql<{ case_id: string; account: string; fen: number; payer_id: string }>`
    select posting.case_id, account, fen, payer_id
    from deposit_entry join deposit_posting as posting on posting.id = posting_id where year = ${year}`.execute(db)
  await close()
  return rows
}

test('merged: what was held for the one is held for the other, settled once, and goes back to whoever paid it', async () => {
  const [one, both] = [2055, 2056]
  for (const year of [one, both]) {
    await paid(head, year, 1000)
    await paid(heir, year, 800)
  }
  const letter = {
    title: `${one}年创卫目标责任书`,
    unitId: 'T09',
    year: one,
    headId: head.me.userId,
    goal: '集镇环境达标。',
    items: [
      { content: '整治集镇', standard: '', target: '', dueOn: '2026-12-20', points: 100, mustDo: 'YES' as const },
    ],
    rewardClause: '按考核奖惩办法第八条执行。',
    depositMode: 'RECORD_ONLY' as const,
    approval: '云委办〔2026〕9号',
  }
  const { caseId } = await director.api.letter.draft.mutate({ commandId: randomUUID(), letter })
  const l = await follow(director, caseId)
  await l.submit(legal, 'lawCheck', approve)
  await l.submit(head, 'signForUnit', { decision: 'SIGN', opinion: '', photos: [] })
  await l.submit(commander, 'signForCounty', approve)
  await l.until('fulfil')
  const c = await settling(one, 'T09')
  const [first, second] = [await settling(both, 'T09'), await settling(both, 'T10')]
  expect((await c.until('conclude')).context.held).toBe('1000.00')

  const merger = { from: 'T09', into: 'T10', reason: '机构改革，撤并乡镇' }
  expect(await administrator.api.unit.merge.mutate(merger)).toEqual({ moved: 3, failed: 0, pending: 0 })
  expect(await standing(one)).toMatchObject({ paidFen: 180_000, heldFen: 180_000 })
  expect(await standing(one, 'T09')).toBeUndefined()
  // The open one is the new unit's: it has no other.
  const taken = await refusalOf(opened(one, 'T10'))
  expect([taken.code, taken.text.zh]).toEqual(['SETTLEMENT_TAKEN', expect.stringContaining(c.caseId)])
  // Its letter goes on with the people of the new unit.
  await l.submit(heir, 'fulfil', { done: '集镇已整治。', photos: [await aPhoto(heir)] })
  await l.submit(await signIn('taoxingyuan'), 'verifyItem', { result: 'DONE', opinion: '属实。' })

  // Concluded before; decided with what is held now.
  await decided(c)
  expect((await c.until('prepareEntry')).context.refund).toBe('1800.00')
  await prepared(c, 1800)
  await c.submit(commander, 'approveEntry', approve)
  await c.submit(heir, 'signFor', { note: '' })
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('REFUNDED')
  expect(await standing(one)).toMatchObject({ paidFen: 180_000, heldFen: 0, refundedFen: 180_000, retainedFen: 0 })
  const entries = await entriesOf(one)
  expect(entries.reduce((sum, { fen }) => sum + fen, 0)).toBe(0)
  const back = entries.filter(({ case_id: of, account }) => of === c.caseId && account === 'HELD')
  expect(Object.fromEntries(back.map(({ payer_id: payer, fen }) => [payer, fen]))).toEqual({
    [head.me.userId]: 100_000,
    [heir.me.userId]: 80_000,
  })

  // Two were open when the units became one: whichever books first settles it, and the other finds nothing left.
  for (const settlement of [first, second]) {
    await decided(settlement)
    await prepared(settlement, 1800)
  }
  await first.submit(commander, 'approveEntry', approve)
  await second.submit(commander, 'approveEntry', approve)
  expect((await second.until('conclude')).context.held).toBe('0.00')
  await decided(second)
  await second.submit(heir, 'signFor', { note: '' })
  await expect.poll(async () => (await second.view()).outcome, { timeout: 15_000 }).toBe('NOTHING_HELD')
  expect(await standing(both)).toMatchObject({ paidFen: 180_000, heldFen: 0, refundedFen: 180_000 })
  expect((await entriesOf(both)).reduce((sum, { fen }) => sum + fen, 0)).toBe(0)
}, 180_000)
