import type { FormDraft } from './schema.ts'

/** The rows with which a score sheet begins: each of these items (their codes, by commas), none scored yet. */
export const emptyRows = (items: string): FormDraft[] =>
  items
    .split(',')
    .filter(Boolean)
    .map((code) => ({ code, applies: 'YES' }))
