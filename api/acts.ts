import { locateCase, taskDraftKey } from '../db/case-reads.ts'
import { type CommandRow, keepRefusal } from '../db/commands.ts'
import { removeDraft } from '../db/drafts.ts'
import { type Reach, reachOf } from '../db/reach.ts'
import { fieldErrors } from '../domain/fields.ts'
import { formOfAct, type PersonalAct } from '../domain/commands.ts'
import { type FormKey, forms, type NoticeContent } from '../domain/forms.ts'
import type { Actor } from '../domain/people.ts'
import { capabilityNames } from '../domain/permissions.ts'
import { type Refusal, refusal } from '../domain/refusals.ts'
import { isOpenTo } from './case-view.ts'
import { caseNow } from './clock.ts'
import { bodyHash, decide, receive, repeated } from './commands.ts'
import type { App } from './context.ts'
import { refuse, refusalError, RefusalError, refusalOf, TRPCError } from './errors.ts'
import { checkNamedUnits } from './named-units.ts'
import { checkNotice } from './notices.ts'
import { withStoredPhotos } from './photos.ts'

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
  const row = earlier ?? (await checked(app, asked, actor, reach, hash))
  const decided = await decide(app, row)
  if (decided.refusal) throw refusalError(decided.refusal)
  if (decided.decision === 'APPLIED' && asked.act === 'submit' && taskId !== null)
    await removeDraft(app.db, actor.userId, taskDraftKey(taskId))
  return decided
}

async function checked(app: App, asked: AskedAct, actor: Actor, reach: Reach, hash: string): Promise<CommandRow> {
  const { commandId: id, caseId, taskId } = asked
  const place = await locateCase(app.db, caseId, reach)
  if (!place) throw refuse('NOT_FOUND')
  if (!place.inReach) {
    // Kept for what it is; told as if there were no such case.
    await keep(app, asked, actor, refusal('NOT_YOUR_UNIT', { unit: place.unitName }))
    throw refuse('NOT_FOUND')
  }
  try {
    const form = await parsed(app, await formOf(app, asked, actor), asked.form)
    const stored = await withStoredPhotos(app, form, reach, caseId)
    return await receive(
      app,
      { id, caseId, taskId, act: asked.act, body: stored.form, bodyHash: hash, actor },
      stored.photoIds,
    )
  } catch (error) {
    const refused = error instanceof TRPCError && error.cause instanceof RefusalError ? error.cause.refusal : null
    if (refused && refused.code !== 'COMMAND_REUSED') await keep(app, asked, actor, refused)
    throw error
  }
}

/** Acts on the whole case; every other one is on a task of it. */
const ofCase: readonly PersonalAct[] = ['withdraw', 'reopen']

async function formOf(app: App, { caseId, taskId, act: kind }: AskedAct, actor: Actor): Promise<FormKey> {
  const task =
    taskId === null || ofCase.includes(kind)
      ? undefined
      : await app.db
          .selectFrom('task')
          .select(['form', 'roles', 'unit_id', 'person_id', 'excluded', 'excluded_units', 'sealed', 'facts'])
          .where('id', '=', taskId)
          .where('case_id', '=', caseId)
          .executeTakeFirst()
  // What somebody may not see is not there for them.
  if (!ofCase.includes(kind) && !(task && isOpenTo(task, actor))) throw refuse('TASK_UNKNOWN')
  const form = formOfAct(kind, task?.form as FormKey | undefined)
  if (!form) throw refuse('TASK_UNKNOWN')
  return form
}

async function parsed(app: App, key: FormKey, form: unknown): Promise<unknown> {
  const result = forms[key].safeParse(form ?? {})
  if (!result.success) throw refuse('INVALID_FORM', {}, fieldErrors(result.error))
  if (key === 'notice.v1') await checkNotice(app, result.data as NoticeContent)
  else await checkNamedUnits(app.db, key, result.data)
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
