import type { z } from 'zod'
import { ComplaintQuery, type ComplaintPage } from '../../../domain/complaint-views.ts'
import { type Language, type Text, text } from '../../../domain/text.ts'

export type Search = z.output<typeof ComplaintQuery>

/** The address with something changed: always back on the first page. */
export const refine = (search: Search, change: Partial<Search>): Search => ({ ...search, ...change, page: 1 })

/** The figures at the head of the list, each the filter of its own name. */
export const figures: readonly { key: keyof z.output<typeof ComplaintPage>['counts']; label: Text }[] = [
  { key: 'open', label: text('在办', 'Open') },
  { key: 'late', label: text('超期', 'Late') },
  { key: 'second', label: text('二次办理', 'Handled twice') },
  { key: 'closed', label: text('已办结', 'Closed') },
]

/** Where the same complaints are to be had as a spreadsheet, without anything of who made them. */
export function exportAddress(search: Search, language: Language): string {
  const query = new URLSearchParams({ language })
  for (const [key, value] of Object.entries({ ...search, page: undefined, limit: undefined }))
    if (value !== undefined && value !== '') query.set(key, value)
  return `/api/complaints/export.xlsx?${query}`
}
