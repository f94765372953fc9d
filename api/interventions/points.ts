import { titlesOfTasks } from '../../db/intervention-reads.ts'
import type { ResetPointView } from '../../domain/intervention-views.ts'
import { type Done, resetPoints } from '../../domain/reset-points.ts'
import { SEALED } from '../../domain/sealed.ts'
import { actText } from '../../domain/taken-back.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { historyOf } from './engine.ts'

/** The points to which a case can go back, in words: just before each thing that was done. Empty without a history. */
export async function pointsOf(app: App, caseId: string): Promise<ResetPointView[]> {
  const [history, tasks] = await Promise.all([historyOf(app.engine, caseId), titlesOfTasks(app.db, caseId)])
  if (!history) return []
  const titles = new Map(tasks.map(({ id, title, sealed }) => [id, sealed ? SEALED : title]))
  return resetPoints(history.events).map(({ eventId, later }) => ({
    runId: history.runId,
    eventId,
    at: later[0]?.at ?? '',
    before: later[0] ? doneText(later[0], titles) : text('', ''),
    later: later.map((done) => doneText(done, titles)),
  }))
}

const doneText = ({ act, taskId }: Done, titles: Map<string, Text>): Text =>
  actText(act, titles.get(taskId ?? '') ?? null)
