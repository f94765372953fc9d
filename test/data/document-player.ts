import { recordIn } from '../../activities/record.ts'
import type { Db } from '../../db/connect.ts'
import { workingDays } from '../../domain/calendar.ts'
import type { EngineEvent, EventData, EventType } from '../../domain/events.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import { type Actor, anyone } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'

type Step = keyof typeof steps
type Asked = { round?: number; context?: Record<string, string>; sealed?: boolean; hours?: number }

/** Tells a case's events as its workflow would, an hour apart, and has them written by the activity that writes them. */
export function playerOf(db: Db, caseId: string, notice: NoticeContent) {
  const events: EngineEvent[] = []
  let now = Date.parse('2026-09-07T08:30:00+08:00')
  let tasks = 0
  let round = 1
  let outcome: string | null = null

  function tell<T extends EventType>(type: T, data: EventData[T], by: Actor | null = null): string {
    const at = new Date(now).toISOString()
    now += 3_600_000
    events.push({ no: events.length + 1, at, type, data, by, commandId: null } as EngineEvent)
    return at
  }

  function open(step: Step, { context, sealed, round: of = round }: Asked = {}): string {
    tasks += 1
    const taskId = `${caseId}-${tasks}`
    const { title, form, causes, otherwise } = steps[step]
    const start = new Date(now).toISOString()
    const more = { start, limit: workingDays(2), context, sealed, assignee: anyone('OFFICE_INSPECTOR') }
    tell('taskOpened', { taskId, step, round: of, title, form, causes, otherwise, ...more })
    return taskId
  }

  const submit = (taskId: string, step: Step, by: Actor, form: unknown) =>
    tell('taskSubmitted', { taskId, step, form, late: false }, by)

  tell('caseOpened', { kind: 'rectification', title: notice.title, unitId: notice.unitId, form: notice })
  return {
    tell,
    open,
    submit,
    now: () => new Date(now).toISOString(),
    pass: (days: number) => void (now += days * 86_400_000),
    /** A step asked and answered. Returns its task. */
    done(step: Step, by: Actor, form: unknown, asked: Asked = {}): string {
      const taskId = open(step, asked)
      submit(taskId, step, by, form)
      return taskId
    },
    issue(docType: EventData['documentIssued']['docType'], content: unknown) {
      tell('documentIssued', { docType, round, content })
    },
    nextRound() {
      round += 1
    },
    close(how: string) {
      outcome = how
      tell('caseClosed', { outcome: how, rounds: round })
    },
    /** Writes everything that was told. */
    write: () =>
      recordIn(db)({
        caseId,
        events,
        view: { kind: 'rectification', stage: 'CLOSED', round, outcome, failedRounds: 0, openTasks: [] },
      }),
  }
}
