import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { area, line } from '../../domain/fields.ts'
import { text } from '../../domain/text.ts'

const label = text('事项', 'Subject')

describe('what people type is cleaned before it is checked', () => {
  test.each([
    ['spaces around it', '  市场街占道  ', '市场街占道'],
    ['characters that control terminals and documents', '市场\u0000街\u001b\u0085', '市场街'],
    ['marks that turn the direction of text', '市场\u202e街\u2067', '市场街'],
    ['invisible characters', '\ufeff市\u200b场\u00ad街', '市场街'],
    ['half of a character', '市场街\ud83d', '市场街'],
    ['the two ways to write é', 'Caf\u0065\u0301', 'Caf\u00e9'],
    ['line breaks in a line', '市场街\r\n17号', '市场街 17号'],
    ['rare characters stay', '𠮷野家🏮', '𠮷野家🏮'],
  ])('%s', (_, typed, kept) => {
    expect(line(label).parse(typed)).toBe(kept)
  })

  test('an area keeps its lines', () => {
    expect(area(label).parse('一、清运\r\n二、围挡\t两处\n')).toBe('一、清运\n二、围挡\t两处')
  })

  test('what is left must be long enough: invisible characters do not count', () => {
    expect(line(label, { min: 2 }).safeParse('\u200b\u200b\u200b好').success).toBe(false)
  })

  test('cleaning twice changes nothing, and the database can store it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const once = area(label, { min: 0, max: 10_000 }).parse(typed)
        expect(area(label, { min: 0, max: 10_000 }).parse(once)).toBe(once)
        expect(once).not.toMatch(/\p{Surrogate}/u)
        expect(once).not.toContain('\u0000')
      }),
    )
  })
})
