import { useMemo } from 'react'
import { useKept } from '../../kept.ts'
import { useMe } from '../../session.tsx'
import { type Announcement, readAnnouncement } from './announcement.ts'
import { check, expectedWorkingDays, workingDaysOf } from './check.ts'
import { daysOf, type Period } from './periods.ts'

type Kept = { year: number; source: string; pasted: string; periods: Period[]; announcement: Announcement | null }

export const sourceOf = (year: number) => `国务院办公厅关于${year}年部分节假日安排的通知`

/** A year's calendar being prepared: kept in this browser until it is published or dropped. */
export function usePlan(firstYear: number) {
  const me = useMe()
  const [plan, setPlan, forget] = useKept<Kept>(`calendar:${me.userId}`, {
    year: firstYear,
    source: sourceOf(firstYear),
    pasted: '',
    periods: [],
    announcement: null,
  })
  const { year, periods, announcement } = plan
  const checked = useMemo(
    () => ({
      // A weekend day over the turn of the year is off anyway and belongs to the other year.
      days: daysOf(periods).filter(({ date }) => date.startsWith(String(year))),
      findings: check(year, periods, announcement),
      workingDays: workingDaysOf(year, periods),
      expected: expectedWorkingDays(year),
    }),
    [year, periods, announcement],
  )
  return {
    ...plan,
    ...checked,
    put: (change: Partial<Kept>) => setPlan({ ...plan, ...change }),
    /** Takes the holidays, the year and the source out of the pasted text; returns how many holidays it found. */
    read: (pasted: string): number => {
      const found = readAnnouncement(pasted, year)
      if (found.periods.length === 0) return 0
      const inYear = found.year ?? year
      setPlan({
        year: inYear,
        source: found.source ?? sourceOf(inYear),
        pasted,
        periods: found.periods,
        announcement: found,
      })
      return found.periods.length
    },
    forget,
  }
}

export type Plan = ReturnType<typeof usePlan>
