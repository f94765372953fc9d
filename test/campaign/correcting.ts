import type { PersonalAct } from '../../domain/commands.ts'

const DAY = 86_400_000

/** What is said of a correction beyond what its form asks for. `now`: ms, the case's own time. */
export function correctionSaid(act: PersonalAct, now: number): Record<string, unknown> {
  switch (act) {
    case 'requestExtension':
      return { workingDays: 1, cause: 'WEATHER' }
    case 'hold':
      return { until: new Date(now + 20 * DAY).toISOString() }
    case 'object':
      return { type: 'FACTS' }
    default:
      return {}
  }
}
