import { z } from 'zod'
import { Limit } from './calendar.ts'
import type { Role } from './people.ts'
import type { FieldError } from './refusals.ts'
import { type Text, text } from './text.ts'

/**
 * The fields of which forms are made. A field carries its own label and widget as zod metadata, so that one
 * schema serves the screen, the API and the workflow. Schemas are synchronous: validators cannot wait.
 */
export type FieldMeta = {
  label: Text
  widget?:
    | 'line'
    | 'password'
    | 'area'
    | 'photos'
    | 'choice'
    | 'person'
    | 'people'
    | 'unit'
    | 'limit'
    | 'moment'
    | 'place'
    | 'roadSection'
    | 'problem'
    | 'evidence'
    | 'hidden'
    | 'date'
    | 'units'
    | 'rows'
    | 'sheet'
  hint?: Text
  options?: Record<string, Text>
  /** For people: only holders of one of these roles are offered. Who may really be named is checked where it is decided. */
  among?: readonly Role[]
  /** For people: only those of the unit that the case is about, or of one's own unit, are offered. */
  ofUnit?: 'case' | 'own'
  /** The field is asked for only while another field of the form has this value. */
  shownWhen?: { field: string; is: string }
}

export const field = <S extends z.ZodType>(schema: S, meta: FieldMeta): S => schema.meta(meta)

// Control, bidirectional and invisible characters, and halves of characters, would break documents, logs and
// the database, or hide what is written; Chinese input methods produce none of them.
const clean = (value: string) =>
  value
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cs}]|[^\P{Cc}\n\t]/gu, '')
    .trim()
const cleanLine = (value: string) => clean(value).replace(/\s+/gu, ' ')

export const line = (label: Text, { min = 1, max = 120, hint }: { min?: number; max?: number; hint?: Text } = {}) =>
  field(z.string().transform(cleanLine).pipe(z.string().min(min).max(max)), { label, widget: 'line', hint })

export const place = (label: Text) =>
  field(z.string().transform(cleanLine).pipe(z.string().min(2).max(120)), { label, widget: 'place' })

export const area = (label: Text, { min = 1, max = 4000, hint }: { min?: number; max?: number; hint?: Text } = {}) =>
  field(z.string().transform(clean).pipe(z.string().min(min).max(max)), { label, widget: 'area', hint })

/** A stored photo: its id, and the SHA-256 of the original bytes that the ledger vouches for. */
export const Photo = z.object({ id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export type Photo = z.infer<typeof Photo>

export const photos = (label: Text, min: number, max: number, hint?: Text) =>
  field(z.array(Photo).min(min).max(max), { label, widget: 'photos', hint })

export const choice = <const Options extends Record<string, Text>>(label: Text, options: Options, hint?: Text) =>
  field(z.enum(Object.keys(options) as (keyof Options & string)[] as [keyof Options & string]), {
    label,
    widget: 'choice',
    options,
    hint,
  })

/** An instant, ISO 8601 with zone. */
export const moment = (label: Text, hint?: Text) =>
  field(z.iso.datetime({ offset: true }), { label, widget: 'moment', hint })

export const person = (label: Text, hint?: Text, among?: readonly Role[], ofUnit?: FieldMeta['ofUnit']) =>
  field(z.string().min(1), { label, widget: 'person', hint, among, ofUnit })

/** A list of entries with fields of their own. */
export const rows = <Row extends z.ZodObject>(label: Text, row: Row, min: number, max: number, hint?: Text) =>
  field(z.array(row).min(min).max(max), { label, widget: 'rows', hint })

export const limit = (label: Text, hint?: Text) => field(Limit, { label, widget: 'limit', hint })

/** What is wrong with one field, in both languages; never zod's own wording. */
export function issueText(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'array'
        ? text(`至少需要 ${issue.minimum} 项`, `At least ${issue.minimum} needed`)
        : issue.origin === 'string'
          ? issue.minimum === 1
            ? text('请填写', 'Required')
            : text(`至少 ${issue.minimum} 个字`, `At least ${issue.minimum} characters`)
          : text(`不能小于 ${issue.minimum}`, `Not less than ${issue.minimum}`)
    case 'too_big':
      return issue.origin === 'array'
        ? text(`最多 ${issue.maximum} 项`, `At most ${issue.maximum}`)
        : issue.origin === 'string'
          ? text(`最多 ${issue.maximum} 个字`, `At most ${issue.maximum} characters`)
          : text(`不能大于 ${issue.maximum}`, `Not more than ${issue.maximum}`)
    case 'invalid_value':
      return text('请从列出的选项中选择', 'Choose one of the options')
    case 'invalid_type':
      return text('请填写', 'Required')
    case 'invalid_format':
      return text('格式不正确', 'Wrong format')
    case 'custom':
      return (issue.params as { text?: Text } | undefined)?.text ?? text(issue.message, issue.message)
    default:
      return text('填写有误', 'Not valid')
  }
}

export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => ({
    path: issue.path.filter((key): key is string | number => typeof key !== 'symbol'),
    text: issueText(issue),
  }))
