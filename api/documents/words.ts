import type { z } from 'zod'
import { Limit } from '../../domain/calendar.ts'
import type { FieldMeta } from '../../domain/fields.ts'
import { limitText } from '../../domain/sentence.ts'
import type { Text } from '../../domain/text.ts'

/** How official documents write dates, ordinals and choices (handbook §5). */

const wall = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000)

/** 2026年11月23日, in Asia/Shanghai and without leading zeros; empty when it is no instant. */
export function dateText(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return ''
  const at = wall(instant)
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}

/** 2026年11月23日9时30分. */
export function timeText(instant: string): string {
  if (Number.isNaN(Date.parse(instant))) return ''
  const at = wall(instant)
  return `${dateText(instant)}${at.getUTCHours()}时${at.getUTCMinutes() === 0 ? '' : `${at.getUTCMinutes()}分`}`
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const numeral = (n: number): string => numerals[n - 1] ?? String(n)
export const ordinal = (n: number): string => `第${numeral(n)}次`

/** A limit in words, or empty when it is none. */
export function limitWords(value: unknown): string {
  const limit = Limit.safeParse(value).data
  return limit ? limitText(limit).zh : ''
}

/** The words of a choice; the code itself when it is not known. */
export const chosen = (options: Record<string, Text>, code: string): string => options[code]?.zh ?? code

/** The words of what was chosen in a form's field; the code itself when it is not known. */
export const choiceWords = (field: z.ZodType, code: string): string =>
  chosen((field.meta() as FieldMeta | undefined)?.options ?? {}, code)
