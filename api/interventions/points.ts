import { titlesOfTasks } from '../../db/intervention-reads.ts'
import { personalActs } from '../../domain/commands.ts'
import { correctionOf, corrections, type Correction } from '../../domain/corrections.ts'
import type { ResetPointView } from '../../domain/intervention-views.ts'
import { type Done, resetPoints } from '../../domain/reset-points.ts'
import { SEALED } from '../../domain/sealed.ts'
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

const ofCase: Record<string, Text> = {
  withdraw: text('撤回', 'withdrawal'),
  reopen: text('重新督办', 'reopening'),
  settleDueDate: text('核定期限', 'settling of the due date'),
  mergeUnit: text('单位合并', 'merger of units'),
  settleRecord: text('按流程更正台账', 'settling of the record'),
}

function doneText({ act, taskId }: Done, titles: Map<string, Text>): Text {
  const step = titles.get(taskId ?? '')
  if (act === 'submit') return step ?? text('办理一步', 'a step')
  const known = act in corrections && (personalActs as readonly string[]).includes(act)
  const what = known ? correctionOf(act as Correction).title : (ofCase[act] ?? text(act, act))
  return step ? text(`${step.zh}：${what.zh}`, `${step.en}: ${what.en}`) : what
}
