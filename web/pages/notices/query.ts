import type { z } from 'zod'
import { type Language, type Text, text } from '../../../domain/text.ts'
import { type CasePage, CaseQuery } from '../../../domain/views.ts'

export type Search = z.output<typeof CaseQuery>
type Counts = z.output<typeof CasePage>['counts']

const defaults = CaseQuery.parse({})

/** The parts of the address that choose which notices are shown, as opposed to how. */
export const filterKeys = [
  'search',
  'unitId',
  'stage',
  'light',
  'outcome',
  'state',
  'round',
  'openedFrom',
  'openedTo',
] as const
type FilterKey = (typeof filterKeys)[number]
export type FilterChange = Partial<Pick<Search, FilterKey>>

/** The address with some filters changed: always back on the first page. */
export const refine = (search: Search, change: FilterChange): Search => ({ ...search, ...change, page: 1 })

/** The address without any filter, in the same order. */
export const withoutFilters = ({ sort, order, limit }: Search): Search => ({ ...defaults, sort, order, limit })

export const hasFilters = (search: Search): boolean => filterKeys.some((key) => search[key] !== defaults[key])

/** The figures at the head of the ledger: what each counts, and the filter it stands for. */
export const figures: readonly { key: keyof Counts; label: Text; filter: Pick<Search, 'state' | 'light'> }[] = [
  { key: 'open', label: text('在办', 'Open'), filter: { state: 'open', light: undefined } },
  { key: 'yellow', label: text('临期', 'Due soon'), filter: { state: undefined, light: 'YELLOW' } },
  { key: 'red', label: text('超期', 'Overdue'), filter: { state: undefined, light: 'RED' } },
  { key: 'closed', label: text('已销号', 'Closed'), filter: { state: 'closed', light: undefined } },
  { key: 'failed', label: text('有未落实轮次', 'With a failed round'), filter: { state: 'failed', light: undefined } },
]

export const isChosen = (search: Search, filter: Pick<Search, 'state' | 'light'>): boolean =>
  search.state === filter.state && search.light === filter.light

/** Where the same notices are to be had as a spreadsheet: all of them, not only this page. */
export function exportAddress(search: Search, language: Language): string {
  const query = new URLSearchParams({ language })
  for (const [key, value] of Object.entries({ ...search, page: undefined, limit: undefined }))
    if (value !== undefined && value !== '') query.set(key, String(value))
  return `/api/notices/export.xlsx?${query}`
}

/** The next order of a column: the one it is best read in first, then the other. */
export function sorted(search: Search, sort: Search['sort']): Search {
  const first = sort === 'updated' || sort === 'opened' ? 'desc' : 'asc'
  const order = search.sort !== sort ? first : search.order === 'asc' ? 'desc' : 'asc'
  return { ...search, sort, order, page: 1 }
}
