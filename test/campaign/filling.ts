import { z } from 'zod'
import type { FieldMeta, Photo } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'
import type { Actor } from '../../domain/people.ts'

/** What somebody knows who fills in a form: when it is, who they are, of which unit the matter is. */
export type Filler = {
  /** ms, the case's own time. */
  now: number
  by: Actor
  unitId: string
  people: Actor[]
  photos: Photo[]
}

const WORDS = '现场核查属实，已按要求办理完毕并落实专人负责。'

/**
 * Fills in any form by its fields, `said` first. What is optional stays empty unless another field asks for it or the
 * form is refused without it. Returns it as the API takes it in. Throws when it cannot be made valid.
 */
export function filled(key: FormKey, said: Record<string, unknown>, filler: Filler): unknown {
  const schema: z.ZodType = forms[key]
  const shape = shapeOf(schema)
  const form: Record<string, unknown> = { ...said }
  for (const [name, field] of Object.entries(shape)) {
    if (name in form) continue
    const { shownWhen } = metaOf(field)
    const wanted =
      !field.safeParse(undefined).success || (shownWhen !== undefined && form[shownWhen.field] === shownWhen.is)
    if (wanted) form[name] = valueOf(field, filler)
  }
  for (let tries = 0; ; tries += 1) {
    const result = schema.safeParse(form)
    if (result.success) return result.data
    const missing = result.error.issues.map(({ path }) => String(path[0])).find((name) => form[name] === undefined)
    const field = missing === undefined ? undefined : shape[missing]
    if (missing === undefined || !field || tries > 5)
      throw new Error(`${key} cannot be filled in: ${z.prettifyError(result.error)} ${JSON.stringify(form)}`)
    form[missing] = valueOf(field, filler)
  }
}

const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  (schema as unknown as { shape: Record<string, z.ZodType> }).shape

const metaOf = (field: z.ZodType): Partial<FieldMeta> => (field.meta() ?? {}) as Partial<FieldMeta>

function valueOf(field: z.ZodType, filler: Filler): unknown {
  const fits = (values: unknown[]) => values.find((value) => value !== undefined && field.safeParse(value).success)
  const { widget, options, among, ofUnit } = metaOf(field)
  const { now, by, unitId, people, photos } = filler
  const moment = new Date(now).toISOString()
  const eligible = people.filter(
    (one) =>
      (among === undefined || one.roles.some((role) => among.includes(role))) &&
      (ofUnit !== 'own' || one.unitId === by.unitId) &&
      (ofUnit !== 'case' || one.unitId === unitId) &&
      one.userId !== by.userId,
  )
  switch (widget) {
    case 'photos':
      return fits([[], photos.slice(0, 1), photos])
    case 'choice':
      return Object.keys(options ?? {})[0]
    case 'person':
      return eligible[0]?.userId
    case 'people':
      return eligible.slice(0, 2).map(({ userId }) => userId)
    case 'unit':
      return unitId
    case 'limit':
      return { unit: 'WD', value: 5 }
    case 'rows':
      return fits([[], [rowOf(field, filler)]])
    default:
      return fits(
        [moment, moment.slice(0, 10), WORDS, WORDS.slice(0, 8), 1, 0, 5, 50, 2027, [], [WORDS], true].slice(
          widget === 'moment' || widget === 'date' ? 0 : 2,
        ),
      )
  }
}

function rowOf(field: z.ZodType, filler: Filler): unknown {
  const row = (field as unknown as { element?: z.ZodType }).element
  if (!row) return undefined
  return Object.fromEntries(Object.entries(shapeOf(row)).map(([name, member]) => [name, valueOf(member, filler)]))
}
