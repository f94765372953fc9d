import { type Administered, logAdministration } from '../db/administration-log.ts'
import { type HeldTask, tasksNamedTo, tasksOnlyFor } from '../db/handover.ts'
import { listLeaves } from '../db/leaves.ts'
import { findActors } from '../db/people.ts'
import { activePeople } from '../db/told.ts'
import type { HandoverResult, HandoverView, HeldTaskView } from '../domain/handover-views.ts'
import { type Actor, whyNotAssignee } from '../domain/people.ts'
import { SEALED } from '../domain/sealed.ts'
import { text } from '../domain/text.ts'
import { bodyHash, decide, receive, repeated } from './commands.ts'
import type { App } from './context.ts'
import { refusalOf } from './errors.ts'
import { knownPerson, leaveView } from './leaves.ts'
import { assigneeOf } from './task-view.ts'

export type Move = { commandId: string; taskId: string; toUserId: string }

const AT_ONCE = 4
const CANDIDATES = 50

/** The open tasks that need somebody else when a person is away or leaves, each with who can take it over. */
export async function handoverOf(app: App, userId: string): Promise<HandoverView> {
  const { actor, active, unit } = await knownPerson(app, userId)
  const [named, alone, people, leaves] = await Promise.all([
    tasksNamedTo(app.db, userId),
    tasksOnlyFor(app.db, actor),
    activePeople(app.db),
    listLeaves(app.db, { userId }),
  ])
  const leave = leaves.find((one) => one.person_id === userId && one.state !== 'OVER')
  const others = people.filter((person) => person.userId !== userId && !person.onBehalfOf)
  const view =
    (why: HeldTaskView['why']) =>
    (task: HeldTask): HeldTaskView => ({
      taskId: task.id,
      caseId: task.case_id,
      number: task.number,
      caseTitle: task.case_title,
      title: task.sealed ? SEALED : task.title,
      dueAt: task.due_at.toISOString(),
      why,
      candidates: why === 'NOBODY' ? [] : candidates(task, others, leave?.substitute_id),
      roles: task.roles,
    })
  return {
    person: { userId, name: actor.name, unitName: unit.name, active },
    leave: leave ? leaveView(leave) : null,
    tasks: [...named.map(view('NAMED')), ...alone.map(view('NOBODY'))],
  }
}

function candidates(task: HeldTask, people: Actor[], substituteId: string | undefined): HeldTaskView['candidates'] {
  const assignee = { ...assigneeOf(task), userId: undefined }
  return people
    .filter((person) => whyNotAssignee(person, assignee) === null)
    .map(({ userId, name }) => ({ userId, name, substitute: userId === substituteId }))
    .sort((one, other) => Number(other.substitute) - Number(one.substitute) || one.name.localeCompare(other.name, 'zh'))
    .slice(0, CANDIDATES)
}

/**
 * Hands tasks over through their cases, each as a command of its own, and keeps what was done. Returns what became
 * of each: what the engine does not answer is received and follows.
 */
export async function handOver(
  app: App,
  by: Actor,
  { userId, reason, moves }: { userId: string; reason: string; moves: Move[] },
): Promise<HandoverResult[]> {
  const named = new Map((await tasksNamedTo(app.db, userId)).map((task) => [task.id, task]))
  const people = await findActors(app.db, [...new Set(moves.map(({ toUserId }) => toUserId))])
  const results = new Map<string, HandoverResult>()
  const after: Record<string, string> = {}
  const queue = [...moves]
  let silent = false
  const work = async (): Promise<void> => {
    for (let move = queue.shift(); move; move = queue.shift()) {
      const { result, first } = await moved(app, by, move, reason, named.get(move.taskId), silent)
      silent ||= result.state === 'RECEIVED'
      results.set(move.taskId, result)
      if (first && result.state !== 'REFUSED') after[move.taskId] = people[move.toUserId]?.name ?? move.toUserId
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (Object.keys(after).length > 0) {
    const done: Administered = { by, act: 'tasksMoved', personId: userId, detail: { after, reason } }
    await app.db.transaction().execute((trx) => logAdministration(trx, done))
  }
  return moves.flatMap(({ taskId }) => results.get(taskId) ?? [])
}

async function moved(
  app: App,
  by: Actor,
  { commandId, taskId, toUserId }: Move,
  reason: string,
  task: HeldTask | undefined,
  silent: boolean,
): Promise<{ result: HandoverResult; first: boolean }> {
  const body = { userId: toUserId, reason }
  const hash = bodyHash({ taskId, body })
  const earlier = await repeated(app, commandId, hash, by)
  const first = !earlier
  const told = (state: HandoverResult['state'], text: HandoverResult['text']) => ({
    result: { taskId, state, text },
    first,
  })
  if (!earlier && !task) return told('REFUSED', refusalOf('TASK_UNKNOWN').text)
  const row =
    earlier ??
    (await receive(
      app,
      { id: commandId, caseId: task?.case_id ?? '', taskId, act: 'reassign', body, bodyHash: hash, actor: by },
      [],
    ))
  // Once the engine has not answered, the rest is only received: the dispatcher sends it.
  const { decision, refusal } = silent ? row : await decide(app, row)
  if (decision === 'APPLIED') return told('APPLIED', null)
  if (decision === 'REFUSED') return told('REFUSED', refusal?.text ?? null)
  return told('RECEIVED', text('已收到，稍后自动移交', 'Received; it follows by itself'))
}
