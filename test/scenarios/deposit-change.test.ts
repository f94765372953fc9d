import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aPhoto, follow, type Person, type Played, refusalOf, signIn, somebody } from './rig.ts'

/** Who has paid a deposit leaves (handbook P07, §3.7 no. 5), and what a settlement then finds. */

const director = await signIn('weichangfeng')
const commander = await signIn('qinwangshu')
const keeper = await signIn('jinkuaiji')
const bureau = await signIn('shenchazhang')
const administrator = await signIn('admin')
const approve = { decision: 'APPROVE', opinion: '' }
const confirmed = { decision: 'CONFIRMED', note: '', photos: [] }

async function booked(c: Played, paidYuan: number) {
  const voucherNo = `PZ-${randomUUID().slice(0, 8)}`
  await c.submit(keeper, 'prepareEntry', { paidYuan, paidAt: await c.now(), voucherNo, receipt: [] })
  await c.submit(bureau, 'reviewEntry', approve)
  await c.submit(commander, 'approveEntry', approve)
}

async function paid(payer: Person, year: number, dueYuan: number) {
  const { caseId } = await keeper.api.deposit.open.mutate({
    commandId: randomUUID(),
    notice: {
      title: `${year}年度保证金`,
      unitId: payer.me.unit.id,
      payerId: payer.me.userId,
      year,
      dueYuan,
      basis: '《创卫工作考核奖惩办法》第六条',
    },
  })
  const c = await follow(director, caseId)
  await c.submit(payer, 'pay', confirmed)
  await booked(c, dueYuan)
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('HELD')
}

const standing = async (year: number) =>
  (await director.api.deposit.standings.query({ year })).units.find(({ unitId }) => unitId === 'D24')

test('changed: refunded and paid anew, then carried over; a settlement opened before settles what is held when it is decided', async () => {
  const year = 2035
  const first = await somebody(administrator, '前任', ['UNIT_HEAD'], 'D24')
  const successor = await somebody(administrator, '继任', ['UNIT_HEAD'], 'D24')
  const third = await somebody(administrator, '再任', ['UNIT_HEAD'], 'D24')
  await paid(first, year, 1000)
  const { caseId: settlementId } = await director.api.settlement.open.mutate({
    commandId: randomUUID(),
    unitId: 'D24',
    year,
  })
  const settlement = await follow(director, settlementId)
  expect((await settlement.until('conclude')).context.held).toBe('1000.00')

  const change = {
    title: '县直单位缴存人变动',
    unitId: 'D24',
    year,
    leavingId: first.me.userId,
    successorId: successor.me.userId,
    way: 'REFUND' as 'REFUND' | 'CARRY',
    reason: '云委干〔2026〕3号',
    photos: [] as Awaited<ReturnType<typeof aPhoto>>[],
  }
  const open = (asked: typeof change) => keeper.api.deposit.change.mutate({ commandId: randomUUID(), change: asked })
  const wrongWay = { ...change, leavingId: successor.me.userId, successorId: first.me.userId }
  expect((await refusalOf(open(wrongWay))).code).toBe('PAYER_HOLDS_NOTHING')
  const { caseId } = await open(change)
  expect((await refusalOf(open(change))).code).toBe('CHANGE_OPEN')
  const c = await follow(director, caseId)
  await booked(c, 1000)
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe('REFUNDED')
  expect(await standing(year)).toMatchObject({ paidFen: 100_000, heldFen: 0, refundedFen: 100_000 })

  // The successor is asked for the same by a case of its own.
  const [anew] = (await c.view()).kin
  const payment = await follow(director, anew?.caseId ?? '')
  await payment.submit(successor, 'pay', confirmed)
  await booked(payment, 800)
  await expect.poll(async () => (await payment.view()).outcome, { timeout: 15_000 }).toBe('HELD')

  const carry = {
    ...change,
    leavingId: successor.me.userId,
    successorId: third.me.userId,
    way: 'CARRY' as const,
    photos: [await aPhoto(keeper)],
  }
  const carried = await follow(director, (await open(carry)).caseId)
  await carried.submit(third, 'agree', confirmed)
  expect((await carried.until('prepareEntry')).context.carried).toBe('800.00')
  await booked(carried, 800)
  await expect.poll(async () => (await carried.view()).outcome, { timeout: 15_000 }).toBe('CARRIED')
  expect(await standing(year)).toMatchObject({ paidFen: 180_000, heldFen: 80_000, refundedFen: 100_000 })

  // Concluded anew after it came back, with what is held by now.
  const partial = { conclusion: 'PARTIAL', grounds: '年度考核未达合格分数线。', basis: '《办法》第八条' }
  await settlement.submit(director, 'conclude', partial)
  await settlement.skipTo((await settlement.until('beHeard')).dueAt)
  await settlement.submit(bureau, 'financeReview', { decision: 'RETURN', opinion: '金额已变动，请重新认定。' })
  const [legal, discipline] = [await signIn('jianglvyan'), await signIn('yanshouzhong')]
  await settlement.submit(legal, 'lawReview', approve)
  await settlement.submit(discipline, 'disciplineReview', approve)
  await expect.poll(async () => (await settlement.until('conclude')).context.held, { timeout: 15_000 }).toBe('800.00')
})
