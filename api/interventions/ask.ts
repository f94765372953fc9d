import { logAdministration } from '../../db/administration-log.ts'
import { keepRefusal } from '../../db/commands.ts'
import { readIntervention, readItems } from '../../db/intervention-reads.ts'
import type { AskIntervention, SteerIntervention } from '../../domain/intervention-views.ts'
import { ALONE_UP_TO, interventionOf, interventionStates } from '../../domain/interventions.ts'
import { type Actor, roles } from '../../domain/people.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { z } from 'zod'
import { text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { RefusalError, refuse, TRPCError } from '../errors.ts'
import { startIntervention, steerIntervention } from './engine.ts'
import { parsedForm, previewOf } from './preview.ts'

/** Asks for an intervention; its workflow carries it out, or waits for a second administrator. Throws its refusal. */
export async function ask(app: App, asked: AskIntervention, actor: Actor): Promise<void> {
  const { id, act, reason } = asked
  const { roles: may, of } = interventionOf(act)
  const about = asked.targets.map(({ caseId }) => caseId)
  await kept(app, { id, act, about, actor }, async () => {
    if (!may.some((role) => actor.roles.includes(role))) {
      const [zh, en] = [may.map((role) => roles[role].zh).join('、'), may.map((role) => roles[role].en).join(', ')]
      throw refuse('NOT_YOUR_ROLE', { who: text(zh, en) })
    }
    const form = parsedForm(asked)
    const { shortens } = await previewOf(app, asked, actor)
    const targets = of === 'TASK' ? asked.targets : [...new Set(about)].map((caseId) => ({ caseId, taskId: null }))
    await startIntervention(app.engine, { id, act, form, reason, by: actor, targets, shortens })
  })
}

/** Confirms, holds up, goes on with or breaks off an intervention. Throws its refusal. */
export async function steer(
  app: App,
  { id, commandId, kind, note }: z.output<typeof SteerIntervention>,
  actor: Actor,
): Promise<void> {
  const row = await readIntervention(app.db, id)
  if (!row) throw refuse('NOT_FOUND')
  const about = (await readItems(app.db, id)).map((item) => item.case_id)
  await kept(app, { id: commandId, act: row.act, about, actor }, async () => {
    if (await steerIntervention(app.engine, id, { kind, by: actor, note }, commandId)) return
    throw refuse('INTERVENTION_OVER', { state: interventionStates[row.state] })
  })
}

/** A denied attempt is kept: in the log, and in the ledgers of the cases that it was about, where they are few. */
async function kept(
  app: App,
  { id, act, about, actor }: { id: string; act: AskIntervention['act']; about: string[]; actor: Actor },
  attempt: () => Promise<void>,
): Promise<void> {
  try {
    await attempt()
  } catch (error) {
    const refused = error instanceof TRPCError && error.cause instanceof RefusalError ? error.cause.refusal : null
    if (refused && !passing.includes(refused.code)) await keepDenied(app, { id, act, about, actor, refused })
    throw error
  }
}

/** What says nothing about a right: a slip of the pen, or an engine that is away. */
const passing: readonly Refusal['code'][] = ['INVALID_FORM', 'ENGINE_SILENT', 'INTERVENTION_OVER']

async function keepDenied(
  app: App,
  {
    id,
    act,
    about,
    actor,
    refused,
  }: { id: string; act: AskIntervention['act']; about: string[]; actor: Actor; refused: Refusal },
): Promise<void> {
  const after = { act: interventionOf(act).title.zh, cases: String(about.length), refused: refused.text.zh }
  await app.db
    .transaction()
    .execute((trx) => logAdministration(trx, { by: actor, act: 'interventionDenied', detail: { after } }))
  if (about.length > ALONE_UP_TO) return
  const there = await app.db.selectFrom('cases').select('id').where('id', 'in', about).execute()
  for (const { id: caseId } of there)
    await keepRefusal(app.db, caseId, actor, id, new Date(), { act, taskId: null, refusal: refused })
}
