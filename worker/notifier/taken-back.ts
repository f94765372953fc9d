import type { Entry } from '../../db/told.ts'
import { INTERVENED, type Intervened } from '../../domain/intervened.ts'
import { actorsOf } from './recipients.ts'
import { ofTask, type Telling, type World } from './tellings.ts'

/**
 * Administrators took something back: told to those whose acts are void, and to those who may do the step anew. Nothing
 * of any other entry.
 */
export function takenBackTellings(world: World, entry: Entry): Telling[] {
  const of = world.cases.get(entry.case_id)
  if (entry.type !== INTERVENED || !of) return []
  const { taskId, concerned = [], interventionId, reason } = entry.data as Intervened
  const task = world.tasks.get(taskId ?? '')
  const occasion = interventionId
  if (task) {
    const people = [...concerned, ...actorsOf(task, world.people)]
    return [ofTask(world, 'TAKEN_BACK', { of, task, occasion, people }, { reason })]
  }
  const { number, title: caseTitle, round } = of
  const facts = { kind: 'TAKEN_BACK' as const, now: world.now, number, caseTitle, round, task: null, reason }
  return concerned.length === 0 ? [] : [{ caseId: of.id, taskId: '', occasion, facts, people: [...new Set(concerned)] }]
}
