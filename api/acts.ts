import type { Selectable } from 'kysely'
import type { Hands } from '../db/acting.ts'
import { locateCase } from '../db/case-reads.ts'
import { type CommandRow, keepRefusal } from '../db/commands.ts'
import { handsOf } from '../db/leaves.ts'
import { type Reach, reachOf } from '../db/reach.ts'
import type { TaskTable } from '../db/schema.ts'
import { fieldErrors } from '../domain/fields.ts'
import { formOfAct, type PersonalAct } from '../domain/commands.ts'
import type { ComplaintTriage } from '../domain/complaint-forms.ts'
import { type FormKey, forms, type NoticeContent } from '../domain/forms.ts'
import { correctionOf } from '../domain/corrections.ts'
import { type Actor, anyone, whyNotAssignee } from '../domain/people.ts'
import { capabilityNames } from '../domain/permissions.ts'
import { processOf } from '../domain/processes/catalogue.ts'
import type { ReferralContent } from '../domain/referral-forms.ts'
import { type Refusal, refusal } from '../domain/refusals.ts'
import { checkTriage } from './complaints/receive.ts'
import { isOpenTo } from './case-view.ts'
import { caseNow } from './clock.ts'
import { bodyHash, decide, receive, repeated } from './commands.ts'
import type { App } from './context.ts'
import { refuse, refusalError, RefusalError, refusalOf, TRPCError } from './errors.ts'
import { handFor } from './hands.ts'
import { checkNamedUnits } from './named-units.ts'
import { checkNotice } from './notices.ts'
import { withKnownEvidence } from './referrals.ts'
import { withStoredPhotos } from './photos.ts'
import { checkTalkTime } from './talk-times.ts'
import { assigneeOf, correctableOf } from './task-view.ts'

export type AskedAct = {
  commandId: string
  caseId: string
  taskId: string | null
  act: PersonalAct
  form?: unknown
}

/**
 * One person's act on a case: checked for what the API can know, received, decided. Returns the command as it
 * stands. Throws the refusal, after it was written to the case's ledger.
 */
export async function act(app: App, asked: AskedAct, actor: Actor, reach: Reach): Promise<CommandRow> {
  const { commandId: id, caseId, taskId } = asked
  const hash = bodyHash({ caseId, taskId, act: asked.act, form: asked.form })
  const earlier = await repeated(app, id, hash, actor)
  const decided = earlier
    ? await decide(app, earlier)
    : await decide(app, ...(await checked(app, asked, actor, reach, hash)))
  if (decided.refusal) throw refusalError(decided.refusal)
  return decided
}

/** The act as it was received, and its form. */
async function checked(
  app: App,
  asked: AskedAct,
  actor: Actor,
  reach: Reach,
  hash: string,
): Promise<[CommandRow, FormKey]> {
  const { commandId: id, caseId, taskId } = asked
  const place = await locateCase(app.db, caseId, reach)
  if (!place) throw refuse('NOT_FOUND')
  if (!place.inReach) {
    // Kept for what it is; told as if there were no such case.
    await keep(app, asked, actor, refusal('NOT_YOUR_UNIT', { unit: place.unitName }))
    throw refuse('NOT_FOUND')
  }
  // Whose substitute somebody is counts at the moment of receipt, and is stamped like the rest of the actor.
  let hand = actor
  try {
    const task = await taskOf(app, asked, actor)
    hand = await handOf(app, asked, task, await handsOf(app.db, actor), place.unitId)
    const key = formOf(asked, task)
    const form = await parsed(app, key, asked.form, reach)
    if (key === 'complaintTriage.v1') await checkTriage(app, form as ComplaintTriage, caseId)
    await checkTalkTime(app, caseId, key, form, task?.due_sum.appointed?.at)
    const stored = await withStoredPhotos(app, form, reach, caseId)
    const received = { id, caseId, taskId, act: asked.act, body: stored.form, bodyHash: hash, actor: hand }
    return [await receive(app, received, stored.photoIds), key]
  } catch (error) {
    const refused = error instanceof TRPCError && error.cause instanceof RefusalError ? error.cause.refusal : null
    if (refused && refused.code !== 'COMMAND_REUSED') await keep(app, asked, hand, refused)
    throw error
  }
}

/** Acts on the whole case; every other one is on a task of it. */
const ofCase: readonly PersonalAct[] = ['withdraw', 'reopen']

type AskedTask = Selectable<TaskTable> | null

/** The task that an act is on, as far as the person themselves may see it; null for an act on the whole case. */
async function taskOf(app: App, { caseId, taskId, act: kind }: AskedAct, actor: Actor): Promise<AskedTask> {
  if (ofCase.includes(kind)) return null
  const task = await app.db
    .selectFrom('task')
    .selectAll()
    .where('id', '=', taskId ?? '')
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  // What somebody may not see is not there for them.
  if (!task || !isOpenTo(task, actor)) throw refuse('TASK_UNKNOWN')
  return task
}

function formOf({ act: kind }: AskedAct, task: AskedTask): FormKey {
  const form = formOfAct(kind, task?.form as FormKey | undefined)
  if (!form) throw refuse('TASK_UNKNOWN')
  return form
}

/** In which capacity somebody does this: as themselves, or for an absent person. */
async function handOf(
  app: App,
  { caseId, act: kind }: AskedAct,
  task: AskedTask,
  hands: Hands,
  unitId: string,
): Promise<Actor> {
  if (hands.length === 1) return hands[0]
  if (kind === 'withdraw' || kind === 'reopen') {
    const standing = await app.db.selectFrom('cases').select('kind').where('id', '=', caseId).executeTakeFirst()
    const process = standing && processOf(standing.kind)
    const roles = (kind === 'withdraw' ? process?.withdrawal : process?.reopening)?.roles ?? []
    return handFor(hands, (hand) => whyNotAssignee(hand, anyone(...roles)))
  }
  if (!task) return hands[0]
  if (kind === 'submit') return handFor(hands, (hand) => whyNotAssignee(hand, assigneeOf(task)))
  const { whyNot } = correctionOf(kind)
  return handFor(hands, (hand) => whyNot(correctableOf(task, unitId), hand, new Date().toISOString()))
}

async function parsed(app: App, key: FormKey, form: unknown, reach: Reach): Promise<unknown> {
  const result = forms[key].safeParse(form ?? {})
  if (!result.success) throw refuse('INVALID_FORM', {}, fieldErrors(result.error))
  if (key === 'notice.v1') await checkNotice(app, result.data as NoticeContent)
  else await checkNamedUnits(app.db, key, result.data)
  if (key === 'referral.v1') return withKnownEvidence(app, result.data as ReferralContent, reach)
  return result.data
}

const keep = async (
  app: App,
  { commandId, caseId, taskId, act: kind }: AskedAct,
  actor: Actor,
  refused: Refusal,
): Promise<void> =>
  keepRefusal(app.db, caseId, actor, commandId, await caseNow(app, caseId), { act: kind, taskId, refusal: refused })

/** Keeps in the case's ledger that somebody without the right to act tried to, when there is such a case. */
export async function keepForbiddenAct(app: App, asked: AskedAct, actor: Actor): Promise<void> {
  const place = await locateCase(app.db, asked.caseId, reachOf('county', actor))
  if (place) await keep(app, asked, actor, refusalOf('FORBIDDEN', { what: capabilityNames['task.act'] }))
}
