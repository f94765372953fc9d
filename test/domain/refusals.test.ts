import { describe, expect, test } from 'vitest'
import { isRefusalCode, refusal, refusalCodes } from '../../domain/refusals.ts'

const names = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort()

describe.each(refusalCodes)('%s', (code) => {
  const { zh, en } = refusal(code).text

  test('both languages name the same facts', () => {
    expect(names(en)).toEqual(names(zh))
  })

  test('it is a sentence in each language', () => {
    expect(zh).toMatch(/\p{Script=Han}.*[。？]$/u)
    expect(en).toMatch(/^[A-Z{].*\.$/)
  })
})

test('parameters are filled in as plain text; a missing one stays visible', () => {
  const { text } = refusal('TASK_CLOSED', { who: '贾通商$&{when}' })
  expect(text.zh).toContain('已由贾通商$&{when}于{when}办结')
})

test('codes are known by name only', () => {
  expect(isRefusalCode('LATE')).toBe(true)
  expect(isRefusalCode('toString')).toBe(false)
})
