import type { Command } from '../domain/commands.ts'
import { type Assignee, handsIn, whyNotAssignee } from '../domain/people.ts'
import { refuse } from './kit/refuse.ts'

/** What forms cannot know by themselves. Each refuses in words; all are synchronous and read-only. */

export function notLaterThan(instant: string, command: Command, field: string): void {
  if (Date.parse(instant) > Date.parse(command.receivedAt)) throw refuse('DATE_IN_FUTURE', { field })
}

/** A second person, somebody else and as entitled as the first. */
export function anotherInspector(coInspectorId: string, command: Command, inspectors: Assignee): void {
  if (handsIn(command.actor).includes(coInspectorId)) throw refuse('CO_INSPECTOR_SAME')
  const second = command.people[coInspectorId]
  if (!second || whyNotAssignee(second, inspectors))
    throw refuse('CO_INSPECTOR_UNFIT', { name: second?.name ?? coInspectorId })
}
