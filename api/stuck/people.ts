import type { Db } from '../../db/connect.ts'
import { absentToday, allStandIns } from '../../db/leaves.ts'
import type { Found } from '../../db/stuck-findings.ts'
import { type WaitingTask, waitingTasks } from '../../db/stuck-tasks.ts'
import { type Actor, type Assignee, whyNotAssignee } from '../../domain/people.ts'
import { SEALED } from '../../domain/sealed.ts'
import { assigneeText, momentText } from '../../domain/sentence.ts'
import type { StuckAct } from '../../domain/stuck.ts'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import { assigneeGone, holdOver, nobody, onLeave, overdue, rulingLate, unclaimed } from '../../domain/stuck-words.ts'
import type { Text } from '../../domain/text.ts'
import { ORGAN } from './affected.ts'

const MOST = 2_000

export const personCauses: StuckCause[] = [
  'NOBODY',
  'ASSIGNEE_GONE',
  'ON_LEAVE',
  'RULING_OVERRUN',
  'HOLD_OVERRUN',
  'OVERDUE',
  'UNCLAIMED',
]

type Diagnosis = { cause: StuckCause; since: Date; text: Text; acts: StuckAct[] }
type Staff = { people: Actor[]; standIns: Actor[] }

/** Steps that wait too long, or for nobody; each by the one cause that says most. */
export async function waitingFindings(db: Db): Promise<Found[]> {
  const tasks = await waitingTasks(db, MOST)
  const staff = tasks.some(({ unmanned }) => unmanned) ? await readStaff(db) : { people: [], standIns: [] }
  return tasks.flatMap((task) => {
    const found = diagnose(task, staff)
    return found ? [findingOf(task, found)] : []
  })
}

async function readStaff(db: Db): Promise<Staff> {
  const [rows, standIns, absent] = await Promise.all([
    db.selectFrom('person').select(['id', 'name', 'roles', 'unit_id']).where('active', '=', true).execute(),
    allStandIns(db),
    absentToday(db),
  ])
  return {
    people: rows.map(({ id, name, roles, unit_id }) => ({ userId: id, name, roles, unitId: unit_id })),
    // Who is away themselves stands in for nobody.
    standIns: standIns.filter(({ userId }) => !absent.has(userId)),
  }
}

function diagnose(task: WaitingTask, staff: Staff): Diagnosis | null {
  const waits = { who: whoOf(task), step: stepOf(task), late: task.late, sealed: task.sealed }
  const since = task.late ? task.due_at : task.opened_at
  const without = task.unmanned ? whyUnmanned(task, staff) : null
  if (without?.cause === 'ASSIGNEE_GONE')
    return { cause: 'ASSIGNEE_GONE', since: task.opened_at, text: assigneeGone(waits), acts: ['reassign'] }
  if (without?.cause === 'NOBODY')
    return { cause: 'NOBODY', since: task.opened_at, text: nobody(waits), acts: ['addUser', 'reassign'] }
  if (without?.cause === 'ON_LEAVE') {
    const absent = without.absent.map(({ name }) => name).join('、')
    return { cause: 'ON_LEAVE', since, text: onLeave({ ...waits, absent }), acts: ['setSubstitute', 'reassign'] }
  }
  if (task.ruling && task.late)
    return { cause: 'RULING_OVERRUN', since: task.due_at, text: rulingLate(waits), acts: ['remind', 'reassign'] }
  if (task.held_over) {
    const until = task.facts.heldUntil ?? task.due_at.toISOString()
    const words = holdOver(waits, momentText(until, new Date()))
    return { cause: 'HOLD_OVERRUN', since: new Date(until), text: words, acts: ['endHold', 'settle'] }
  }
  const receipt: StuckAct[] = task.step === 'receipt' ? ['recordReceipt'] : []
  if (task.late)
    return {
      cause: 'OVERDUE',
      since: task.due_at,
      text: overdue(waits),
      acts: ['remind', 'reassign', ...receipt, 'correctDeadline'],
    }
  if (task.unmanned) return null
  return { cause: 'UNCLAIMED', since: task.yellow_at, text: unclaimed(waits), acts: ['remind', 'reassign', ...receipt] }
}

type Without = { cause: 'ASSIGNEE_GONE' } | { cause: 'NOBODY' } | { cause: 'ON_LEAVE'; absent: Actor[] }

/** Why nobody who may do it is there; null when a substitute is. */
function whyUnmanned(task: WaitingTask, { people, standIns }: Staff): Without | null {
  const assignee = assigneeOf(task)
  if (task.person_id !== null) {
    const named = people.find(({ userId }) => userId === task.person_id)
    if (!named || whyNotAssignee(named, { ...assignee, excluded: [], excludedUnits: [] }))
      return { cause: 'ASSIGNEE_GONE' }
  }
  const absent = people.filter((person) => whyNotAssignee(person, assignee) === null)
  if (absent.length === 0) return { cause: 'NOBODY' }
  return standIns.some((substitute) => whyNotAssignee(substitute, assignee) === null)
    ? null
    : { cause: 'ON_LEAVE', absent }
}

const assigneeOf = (task: WaitingTask): Assignee => ({
  roles: task.roles,
  ...(task.unit_id === null ? {} : { unitId: task.unit_id }),
  ...(task.person_id === null ? {} : { userId: task.person_id }),
  excluded: task.excluded,
  excludedUnits: task.excluded_units,
  inPerson: task.in_person,
  notStandingIn: task.not_standing_in,
})

const whoOf = (task: WaitingTask): Text =>
  task.sealed ? ORGAN : assigneeText(task.roles, task.unit_name, task.person_name)
const stepOf = (task: WaitingTask): Text => (task.sealed ? SEALED : task.title)

const findingOf = (task: WaitingTask, { cause, since, text: words, acts }: Diagnosis): Found => ({
  cause,
  subject: task.id,
  caseId: task.case_id,
  taskId: task.id,
  since: since.toISOString(),
  text: words,
  person: whoOf(task),
  step: stepOf(task),
  detail: null,
  facts: {
    taskId: task.id,
    dueAt: task.due_at.toISOString(),
    ...(task.sealed ? {} : { step: task.step, personId: task.person_id ?? undefined }),
  },
  // What is in the organs' compartment is for them alone to move.
  acts: task.sealed ? [] : acts,
})
