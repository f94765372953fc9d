import type { ToldCase, ToldTask } from '../../db/told.ts'
import { type Actor, type Assignee, type Role, whyNotAssignee } from '../../domain/people.ts'
import { kindsWithForebears } from '../../domain/sealed.ts'

/** Whom something concerns, among the active people and those who stand in for them. All return user ids. */

const assigneeOf = (task: ToldTask): Assignee => ({
  roles: task.roles,
  unitId: task.unit_id ?? undefined,
  userId: task.person_id ?? undefined,
  excluded: task.excluded,
  excludedUnits: task.excluded_units,
  inPerson: task.in_person,
  notStandingIn: task.not_standing_in,
})

const ids = (people: Actor[]): string[] => people.map(({ userId }) => userId)

/** Those who may act on a task, and whoever it is delegated to. */
export function actorsOf(task: ToldTask, people: Actor[]): string[] {
  const delegate = task.facts.delegate?.userId
  // A substitute hears of what is sealed in their own right or not at all.
  return ids(
    people.filter(
      (person) =>
        !(task.sealed && person.onBehalfOf) &&
        (person.userId === delegate || whyNotAssignee(person, assigneeOf(task)) === null),
    ),
  )
}

const holding = (people: Actor[], role: Role, unitId?: string): string[] =>
  ids(people.filter((person) => person.roles.includes(role) && (unitId === undefined || person.unitId === unitId)))

/** Beyond those who may act: the office director and the head of the unit that is late. Of a sealed task, nobody. */
export const overseersOf = (task: ToldTask, people: Actor[]): string[] =>
  task.sealed ? [] : [...holding(people, 'OFFICE_DIRECTOR'), ...headsOf(task, people)]

export const headsOf = (task: ToldTask, people: Actor[]): string[] =>
  task.sealed || task.unit_id === null ? [] : holding(people, 'UNIT_HEAD', task.unit_id)

export const ofUnit = (unitId: string, people: Actor[]): string[] => [
  ...holding(people, 'UNIT_HEAD', unitId),
  ...holding(people, 'UNIT_LIAISON', unitId),
]

/** The unit that a case is about, once the notice is issued, and its drafter. A referral warns no unit. */
export const partiesOf = (of: ToldCase, people: Actor[]): string[] => [
  ...(of.number === null || kindsWithForebears.includes(of.kind) ? [] : ofUnit(of.unit_id, people)),
  ...(of.drafter_id === null ? [] : [of.drafter_id]),
]
