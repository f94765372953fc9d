import type { KnownCase } from '../../db/stuck-cases.ts'
import type { Found } from '../../db/stuck-findings.ts'
import type { SilentTask } from '../../db/stuck-tasks.ts'
import { momentText } from '../../domain/sentence.ts'
import { differs, timerLater, timerSilent } from '../../domain/stuck-words.ts'
import { affected } from './affected.ts'
import { type Compared, otherDueText, titleOf } from './standing.ts'

/** What a comparison has found, as findings: a clock that stands later, a clock that said nothing, anything else. */
export function differenceFindings(row: KnownCase, seen: Compared, silent: readonly SilentTask[]): Found[] {
  const now = new Date()
  const later = seen.otherDues.filter(({ task, engine }) => Date.parse(engine) > task.due_at.getTime())
  const earlier = seen.otherDues.filter((due) => !later.includes(due))
  const found: Found[] = later.map(({ task, engine }) => ({
    cause: 'TIMER_LATE',
    subject: task.id,
    caseId: row.id,
    taskId: task.id,
    since: null,
    text: timerLater(titleOf(task), momentText(task.due_at.toISOString(), now), momentText(engine, now)),
    ...affected(task),
    detail: `ledger ${task.due_at.toISOString()}, workflow ${engine}`,
    facts: { taskId: task.id, dueAt: engine },
    acts: ['settle', 'correctDeadline'],
  }))
  const told = new Set(later.map(({ task }) => task.id))
  const differences = [...seen.differences, ...earlier.map(otherDueText)]
  if (differences.length > 0)
    found.push({
      cause: 'DIFFERS',
      subject: row.id,
      caseId: row.id,
      taskId: null,
      since: null,
      text: differs(differences),
      ...affected(row.open[0]),
      detail: differences.map(({ en }) => en).join('\n'),
      facts: { count: differences.length },
      acts: ['settle', 'rebuild'],
    })
  else
    for (const task of silent) {
      if (told.has(task.id)) continue
      found.push({
        cause: 'TIMER_LATE',
        subject: task.id,
        caseId: row.id,
        taskId: task.id,
        since: task.due_at.toISOString(),
        text: timerSilent(titleOf(task), momentText(task.due_at.toISOString(), now)),
        ...affected(row.open.find(({ id }) => id === task.id)),
        detail: null,
        facts: { taskId: task.id, dueAt: task.due_at.toISOString() },
        acts: ['settle', 'reset'],
      })
    }
  return found
}
