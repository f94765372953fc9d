import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuan, yuanInWords } from '../../domain/money.ts'
import {
  type Conclusion,
  conclusionOf,
  conclusions,
  paymentEntries,
  settlementAmounts,
  settlementEntries,
} from '../../domain/settlement.ts'
import county from '../../db/sample/county.json' with { type: 'json' }

const amount = fc.integer({ min: 0, max: 9_999_999_999 })
const conclusion = fc.constantFrom(...(Object.keys(conclusions) as Conclusion[]))
const sum = (entries: { fen: number }[]) => entries.reduce((total, { fen }) => total + fen, 0)

test('amounts are written as figures and as vouchers write them', () => {
  expect(yuan(1_234_567)).toBe('12,345.67')
  expect(yuan(-5)).toBe('-0.05')
  expect(yuanInWords(100_000)).toBe('壹仟元整')
  expect(yuanInWords(0)).toBe('零元整')
  expect(yuanInWords(1_000_700)).toBe('壹万零柒元整')
  expect(yuanInWords(12_000_000)).toBe('壹拾贰万元整')
  expect(yuanInWords(10_050_003_005)).toBe('壹亿零伍拾万零叁拾元零伍分')
  expect(yuanInWords(105)).toBe('壹元零伍分')
  expect(yuanInWords(60)).toBe('陆角')
  expect(() => yuanInWords(-1)).toThrow(RangeError)
  expect(() => yuanInWords(0.5)).toThrow(RangeError)
})

test('every posting sums to nothing, and money is refunded only for full completion or an excuse', () => {
  fc.assert(
    fc.property(amount, conclusion, (held, how) => {
      const entries = [...paymentEntries(held), ...settlementEntries(how, held)]
      const { refundFen, rewardFen, retainedFen } = settlementAmounts(how, held)
      expect(sum(paymentEntries(held))).toBe(0)
      expect(sum(settlementEntries(how, held))).toBe(0)
      expect(sum(entries.filter(({ account }) => account === 'HELD'))).toBe(0)
      expect(refundFen + retainedFen).toBe(held)
      expect(rewardFen).toBe(how === 'FULL' ? refundFen : 0)
      expect(refundFen === 0 || how === 'FULL' || how === 'EXEMPT').toBe(true)
    }),
  )
})

test('the year’s conclusion follows the tasks that must be done, the score and the vetoes', () => {
  const year = { mustDo: 3, mustDone: 3, score: 7_000, vetoed: false }
  expect(conclusionOf(year)).toBe('FULL')
  expect(conclusionOf({ ...year, score: 6_999 })).toBe('PARTIAL')
  expect(conclusionOf({ ...year, vetoed: true })).toBe('PARTIAL')
  expect(conclusionOf({ ...year, mustDone: 2 })).toBe('PARTIAL')
  expect(conclusionOf({ ...year, mustDone: 0 })).toBe('NONE')
  expect(conclusionOf({ ...year, score: null })).toBe('PARTIAL')
})

test('the worked case of the whole county comes out to the fen', () => {
  const due = new Map([...county.departments, ...county.towns].map(({ id, deposit_fen }) => [id, deposit_fen]))
  const { full, partial, none, ...expected } = county.settlement_demo
  const settled = [
    ...full.map((id) => settlementAmounts('FULL', due.get(id) ?? 0)),
    ...partial.map((id) => settlementAmounts('PARTIAL', due.get(id) ?? 0)),
    ...none.map((id) => settlementAmounts('NONE', due.get(id) ?? 0)),
  ]
  const total = (key: 'refundFen' | 'rewardFen' | 'retainedFen') => settled.reduce((all, one) => all + one[key], 0)
  expect([...due.values()].reduce((all, one) => all + one, 0)).toBe(expected.deposit_total_fen)
  expect(settled).toHaveLength(48)
  expect(total('refundFen')).toBe(expected.refund_fen)
  expect(total('rewardFen')).toBe(expected.reward_fen)
  expect(total('retainedFen')).toBe(expected.no_refund_fen)
})
