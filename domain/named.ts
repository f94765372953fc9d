import type { z } from 'zod'
import type { FieldMeta } from './fields.ts'
import { type FormKey, forms } from './forms.ts'

/** What a filled-in form names, by what its fields ask for: whoever asks needs no list of field names. */
function named(formKey: FormKey | undefined, form: unknown, widgets: readonly FieldMeta['widget'][]): string[] {
  if (formKey === undefined || !(formKey in forms) || form === null || typeof form !== 'object') return []
  const shape = forms[formKey].shape as Record<string, z.ZodType>
  const ids = Object.entries(form).flatMap(([name, value]: [string, unknown]) => {
    const meta = shape[name]?.meta() as FieldMeta | undefined
    if (meta?.widget === undefined || !widgets.includes(meta.widget)) return []
    return (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string' && id !== '')
  })
  return [...new Set(ids)]
}

/** The ids of people whom a filled-in form names. */
export const namedPeople = (formKey: FormKey | undefined, form: unknown): string[] =>
  named(formKey, form, ['person', 'people'])

/** The ids of units that a filled-in form names. */
export const namedUnits = (formKey: FormKey | undefined, form: unknown): string[] =>
  named(formKey, form, ['unit', 'units'])
