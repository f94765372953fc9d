import { processOf } from './processes/catalogue.ts'
import { stuckCauses } from './stuck-causes.ts'
import type { StuckBoard, StuckItem, StuckQuery } from './stuck-views.ts'
import type { Text } from './text.ts'

/** Narrows and orders the board: the same for the screen and for what is exported of it. Pure. */

/** What of the board a query asks for, in its order. Searches in number, unit, person, step, diagnosis and detail. */
export function queried({ items, cured }: Pick<StuckBoard, 'items' | 'cured'>, query: StuckQuery): StuckItem[] {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  return (query.cured ? cured : items)
    .filter(
      (item) =>
        (query.cause === undefined || item.cause === query.cause) &&
        (query.unit === undefined || item.unitId === query.unit) &&
        (query.person === undefined || item.person?.zh === query.person) &&
        (query.kind === undefined || item.kind === query.kind) &&
        words.every((word) => searched(item).includes(word)),
    )
    .sort(orders[query.sort])
}

const orders: Record<StuckQuery['sort'], (a: StuckItem, b: StuckItem) => number> = {
  since: (a, b) => a.since.localeCompare(b.since),
  latest: (a, b) => b.since.localeCompare(a.since),
  unit: (a, b) => (a.unitName ?? '').localeCompare(b.unitName ?? '', 'zh') || a.since.localeCompare(b.since),
  number: (a, b) => (a.number ?? '').localeCompare(b.number ?? '', 'zh', { numeric: true }),
}

/** Numbers are typed with and without their brackets. */
const plain = (number: string): string => number.replaceAll(/[〔〕[\]]/g, '')

function searched(item: StuckItem): string {
  const told: (Text | null)[] = [stuckCauses[item.cause].title, item.person, item.step, item.text]
  return [
    item.number,
    plain(item.number ?? ''),
    item.caseId,
    item.unitName,
    item.detail,
    ...told.flatMap((of) => [of?.zh, of?.en]),
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()
}

/** What a kind of process is called, for its choice among the filters. */
export const kindText = (kind: string): Text => processOf(kind)?.title ?? { zh: kind, en: kind }
