import { sendingBack } from '../../db/sending-back.ts'
import { takenActs, takenDocuments } from '../../db/taken-back.ts'
import type { InterventionForm } from '../../domain/intervention-forms.ts'
import type { PreviewItem } from '../../domain/intervention-views.ts'
import { resetPoints } from '../../domain/reset-points.ts'
import { actLine, takenLines } from '../../domain/taken-back.ts'
import type { App } from '../context.ts'
import { refusalOf } from '../errors.ts'
import { historyOf } from './engine.ts'

type Foreseen = Partial<Pick<PreviewItem, 'before' | 'after' | 'whyNot' | 'taken'>>

/** What a case would lose or do again if its process went back: who did what, and which numbers become void. */
export async function goingBack(app: App, caseId: string, act: 'sendBack' | 'reset', form: unknown): Promise<Foreseen> {
  const history = await historyOf(app.engine, caseId)
  if (!history) return impossible('EXECUTION_GONE')
  if (act === 'reset') return backTo(app, caseId, history, form as InterventionForm<'reset'>)
  const back = await sendingBack(app.db, caseId, history.events, null)
  if ('refused' in back) return impossible(...back.refused)
  const ids = back.acts.map(({ id }) => id)
  return {
    before: actLine(back.step),
    taken: takenLines(back.acts, await takenDocuments(app.db, caseId, ids), false),
  }
}

async function backTo(
  app: App,
  caseId: string,
  { runId: now, events }: NonNullable<Awaited<ReturnType<typeof historyOf>>>,
  { runId, eventId, keepLater }: InterventionForm<'reset'>,
): Promise<Foreseen> {
  const point = resetPoints(events).find((one) => one.eventId === eventId)
  if (now !== runId || !point) return impossible('POINT_UNKNOWN')
  const ids = point.later.map(({ commandId }) => commandId)
  const [acts, documents] = await Promise.all([takenActs(app.db, caseId, ids), takenDocuments(app.db, caseId, ids)])
  return { taken: takenLines(acts, documents, keepLater) }
}

const impossible = (...why: Parameters<typeof refusalOf>): Foreseen => ({
  after: null,
  whyNot: refusalOf(...why).text,
})
