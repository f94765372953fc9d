import { z } from 'zod'
import type { FieldMeta } from '../../../domain/fields.ts'

/** What is typed into a form so far: by field name, not yet valid. */
export type FormDraft = Record<string, unknown>

type Widget = NonNullable<FieldMeta['widget']> | 'number'

/** One field as a screen needs it. `min` and `max` are characters for text and items for photos. */
export type FieldSpec = Omit<FieldMeta, 'widget'> & {
  name: string
  widget: Widget
  required: boolean
  min: number | undefined
  max: number | undefined
  /** The fields of each entry, for a list of entries. */
  rows?: z.ZodObject
}

const known = new WeakMap<z.ZodObject, readonly FieldSpec[]>()
const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

function specOf(name: string, schema: z.ZodType): FieldSpec {
  const meta = schema.meta() as FieldMeta | undefined
  if (!meta?.label) throw new Error(`form field ${name} has no label`)
  const json = z.toJSONSchema(schema, { unrepresentable: 'any' })
  const number = json.type === 'integer' || json.type === 'number'
  return {
    ...meta,
    name,
    widget: meta.widget ?? (number ? 'number' : 'line'),
    required: !(accepts(schema, undefined) || accepts(schema, '') || accepts(schema, [])),
    min: number ? json.minimum : (json.minLength ?? json.minItems),
    ...rowsOf(meta, schema),
    max: number ? json.maximum : (json.maxLength ?? json.maxItems),
  }
}

/** The fields of each entry, where the field is a list of entries; it may be left out altogether. */
function rowsOf({ widget }: FieldMeta, schema: z.ZodType): { rows?: z.ZodObject } {
  if (widget !== 'rows' && widget !== 'sheet') return {}
  const list = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return list instanceof z.ZodArray ? { rows: list.element as z.ZodObject } : {}
}

/** The fields of a form in the order in which it declares them. */
export function fieldsOf(schema: z.ZodObject): readonly FieldSpec[] {
  const specs =
    known.get(schema) ?? Object.entries(schema.shape).map(([name, field]) => specOf(name, field as z.ZodType))
  known.set(schema, specs)
  return specs
}

/** The fields that are asked for, given what is typed so far. A field bound to a condition is required while it is asked for. */
export const shownFields = (schema: z.ZodObject, draft: FormDraft): readonly FieldSpec[] =>
  fieldsOf(schema)
    .filter(({ shownWhen }) => !shownWhen || draft[shownWhen.field] === shownWhen.is)
    .map((spec) => (spec.shownWhen ? { ...spec, required: true } : spec))

const written: readonly Widget[] = ['line', 'password', 'area', 'place']

/** What is sent: the fields that are asked for; texts and photos that were left alone are empty, not missing. */
export function toSubmit(schema: z.ZodObject, draft: FormDraft): FormDraft {
  const form: FormDraft = {}
  for (const { name, widget, rows } of shownFields(schema, draft)) {
    const value = draft[name]
    if (widget === 'photos' || widget === 'units' || widget === 'evidence') form[name] = value ?? []
    else if (rows) form[name] = Array.isArray(value) ? value.map((row: FormDraft) => toSubmit(rows, row)) : []
    else if (written.includes(widget)) form[name] = value ?? ''
    else if (value !== undefined && value !== null && value !== '') form[name] = value
  }
  return form
}
