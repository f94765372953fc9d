import type { Limit } from '../../domain/calendar.ts'

const units: [RegExp, Limit['unit']][] = [
  [/^(个)?(工作日|wd|workingdays?)$/, 'WD'],
  [/^(个)?(工作小时|工作时|wh|workinghours?)$/, 'WH'],
  [/^(个)?(小时|h|hours?)$/, 'H'],
  [/^(个)?(自然日|日历日|天|日|nd|days?)$/, 'ND'],
  [/^(个)?(月|months?)$/, 'M'],
]

/** A limit as people write it, such as 5个工作日, 十五个工作日 or 48小时; null when it names no number or no unit. */
export function readLimit(words: string): Limit | null {
  const plain = words.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)(.*)$/.exec(plain) ?? []
  const value = /^\d/.test(number) ? Number(number) : chineseNumber(number)
  const found = units.find(([pattern]) => pattern.test(unit))
  return found && value > 0 ? { unit: found[1], value } : null
}

/** One to ninety-nine in Chinese characters; NaN for anything else. */
function chineseNumber(word: string): number {
  const digit = (char: string, whenEmpty: number) => {
    const value = char === '' ? whenEmpty : '零一二三四五六七八九'.indexOf(char.replace('两', '二'))
    return char.length > 1 || value < 0 ? Number.NaN : value
  }
  const [tens = '', ones, more] = word.split('十')
  if (more !== undefined) return Number.NaN
  return ones === undefined ? digit(tens, Number.NaN) : digit(tens, 1) * 10 + digit(ones, 0)
}
