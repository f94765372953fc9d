import { expect, test } from 'vitest'
import { readLimit } from '../../api/spreadsheet/limit-words.ts'

test.each([
  ['5个工作日', 'WD', 5],
  ['５工作日', 'WD', 5],
  ['十五个工作日', 'WD', 15],
  ['二十一天', 'ND', 21],
  ['两个月', 'M', 2],
  ['十日', 'ND', 10],
  ['48 小时', 'H', 48],
  ['4.5个工作小时', 'WH', 4.5],
  ['5 working days', 'WD', 5],
])('the limit %s is understood', (words, unit, value) => {
  expect(readLimit(words)).toEqual({ unit, value })
})

test.each(['5', '五', '工作日', '尽快', '-5天', '0天', '十十天', '1e3天', ''])(
  'the limit %j is not guessed at',
  (words) => {
    expect(readLimit(words)).toBeNull()
  },
)
