import type { z } from 'zod'
import type { FieldMeta } from './fields.ts'
import { forms } from './forms.ts'

/** The ids of people whom a filled-in form names, by the fields that ask for a person. */
export function namedPeople(formKey: string | undefined, form: unknown): string[] {
  if (formKey === undefined || !(formKey in forms) || form === null || typeof form !== 'object') return []
  const shape = forms[formKey as keyof typeof forms].shape as Record<string, z.ZodType>
  return Object.entries(form).flatMap(([name, value]) => {
    const meta = shape[name]?.meta() as FieldMeta | undefined
    return meta?.widget === 'person' && typeof value === 'string' ? [value] : []
  })
}
