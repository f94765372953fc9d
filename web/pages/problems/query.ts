import type { z } from 'zod'
import { RegisterQuery, type RegisterPage } from '../../../domain/problem-views.ts'
import { type Language, type Text, text } from '../../../domain/text.ts'

export type Search = z.output<typeof RegisterQuery>

export const defaults = RegisterQuery.parse({})

/** The address with something changed: always back on the first page. */
export const refine = (search: Search, change: Partial<Search>): Search => ({ ...search, ...change, page: 1 })

export const hasFilters = ({ search, category, unitId, state, of }: Search): boolean =>
  search !== '' || category !== undefined || unitId !== undefined || state !== undefined || of !== 'all'

/** The figures at the head of the register, each the filter of its own name. */
export const figures: readonly { key: keyof z.output<typeof RegisterPage>['counts']; label: Text }[] = [
  { key: 'open', label: text('在办', 'Open') },
  { key: 'check', label: text('待核实核查', 'To be checked') },
  { key: 'red', label: text('超期', 'Overdue') },
  { key: 'noticed', label: text('督办中', 'Under notice') },
  { key: 'over', label: text('已办结', 'Over') },
]

export const groups: Record<Search['of'], Text> = {
  all: text('全部', 'All'),
  new: text('流程在办', 'Cases'),
  old: text('历史台账', 'Old register'),
  mine: text('我上报的', 'Mine'),
}

/** Where the same problems are to be had as a spreadsheet: all of them, not only this page. */
export function exportAddress(search: Search, language: Language): string {
  const query = new URLSearchParams({ language })
  for (const [key, value] of Object.entries({ ...search, page: undefined, limit: undefined }))
    if (value !== undefined && value !== '') query.set(key, value)
  return `/api/problems/export.xlsx?${query}`
}
