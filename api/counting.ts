import { countFailures } from '../db/failures.ts'
import { dateOf } from '../domain/calendar.ts'
import { defaultRules, type RectificationRules } from '../domain/processes/rectification.ts'
import type { CaseView } from '../domain/views.ts'
import type { App } from './context.ts'

/** By which rule a case's failures are counted, and how many there are by it; `now` is the case's own. Null for what counts no failures. */
export async function countingOf(
  app: App,
  found: { kind: string; rules: RectificationRules | null; unit_id: string; failed_rounds: number },
  now: Date,
): Promise<CaseView['counting']> {
  if (found.kind !== 'rectification') return null
  const { threshold, per, source } = (found.rules ?? defaultRules).counting ?? defaultRules.counting
  const failed =
    per === 'CASE'
      ? found.failed_rounds
      : await countFailures(app.db, found.unit_id, Number(dateOf(now.getTime()).slice(0, 4)))
  return { threshold, failed, per, source }
}
