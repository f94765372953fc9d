import type { StuckQuery } from '../../../domain/stuck-views.ts'
import type { Language } from '../../../domain/text.ts'

/** Where what the screen shows can be had as a file. */
export function exportAddress(query: StuckQuery, format: 'xlsx' | 'csv', language: Language): string {
  const asked = Object.entries({ ...query, language }).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return `/api/stuck/export.${format}?${new URLSearchParams(asked).toString()}`
}
