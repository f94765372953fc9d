import { expect, test } from 'vitest'
import {
  halved,
  isSituationOf,
  kindNames,
  problemKinds,
  problemTitle,
  situations,
  usualLimit,
} from '../../domain/problem-kinds.ts'

/** The dictionary of the seven kinds (handbook 2.12.1). */

test('seven kinds, each with situations and a limit; the first is the usual one', () => {
  expect(Object.keys(problemKinds)).toHaveLength(7)
  expect(Object.keys(kindNames)).toEqual(Object.keys(situations))
  expect(usualLimit('MOBILE_VENDING', undefined)).toEqual({ unit: 'H', value: 2 })
  expect(usualLimit('DUMPING', 'RUBBLE')).toEqual({ unit: 'WD', value: 3 })
  expect(usualLimit('DUMPING', 'ABANDONED_CAR')).toEqual({ unit: 'H', value: 24 })
  expect(isSituationOf('DUMPING', 'ABANDONED_CAR')).toBe(false)
  expect(isSituationOf('DUMPING', 'toString')).toBe(false)
})

test('doing it again has half of the limit, two hours or one working day at least', () => {
  expect(halved({ unit: 'H', value: 24 })).toEqual({ unit: 'H', value: 12 })
  expect(halved({ unit: 'H', value: 2 })).toEqual({ unit: 'H', value: 2 })
  expect(halved({ unit: 'WD', value: 1 })).toEqual({ unit: 'WD', value: 1 })
  expect(halved({ unit: 'WD', value: 5 })).toEqual({ unit: 'WD', value: 3 })
})

test('an illegal structure has a limit for the procedure only', () => {
  expect(problemKinds.ILLEGAL_STRUCTURE.progressOnly).toBe(true)
  expect(problemKinds.ILLEGAL_STRUCTURE.requirement).toContain('不是拆除期限')
})

test('a title says where and what', () => {
  expect(problemTitle({ place: '人民路88号', category: 'OCCUPY_ROAD', situation: 'PILED_UP' })).toBe(
    '人民路88号：违法占道（堆放物料）',
  )
  expect(problemTitle({ place: '人民路', category: 'POSTING' })).toBe('人民路：乱贴乱画')
})
