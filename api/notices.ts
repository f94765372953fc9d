import { type NewNotice, openCase } from '../db/cases.ts'
import { type CommandRow, findCommand, insertCommand } from '../db/commands.ts'
import type { Reach } from '../db/reach.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { limitFault } from '../domain/notice-limit.ts'
import type { Actor } from '../domain/people.ts'
import { defaultRules, type RectificationLaunch } from '../domain/processes/rectification.ts'
import { bodyHash, repeated } from './commands.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { withStoredPhotos } from './photos.ts'

/**
 * What the directory knows about a notice and its form does not: the unit exists and may be a subject, the
 * road section and the problem exist, the limit fits the urgency. Returns the unit. Throws the refusal.
 */
export async function checkNotice(app: App, notice: NoticeContent): Promise<{ name: string }> {
  const fault = limitFault(notice)
  if (fault) throw refuse('INVALID_FORM', {}, [fault])
  const unit = await app.db
    .selectFrom('unit')
    .select(['name', 'subject'])
    .where('id', '=', notice.unitId)
    .executeTakeFirst()
  if (!unit) throw refuse('UNIT_UNKNOWN', { unit: notice.unitId })
  if (!unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
  if (notice.roadSectionId !== undefined) {
    const section = await app.db
      .selectFrom('road_section')
      .select('id')
      .where('id', '=', notice.roadSectionId)
      .executeTakeFirst()
    if (!section)
      throw refuse('INVALID_FORM', {}, [
        { path: ['roadSectionId'], text: { zh: '没有这个路段', en: 'No such road section' } },
      ])
  }
  if (notice.problemId !== undefined) {
    const problem = await app.db
      .selectFrom('problem')
      .select('no')
      .where('no', '=', notice.problemId)
      .executeTakeFirst()
    if (!problem)
      throw refuse('INVALID_FORM', {}, [
        { path: ['problemId'], text: { zh: '没有这个问题编号', en: 'No such problem' } },
      ])
  }
  return unit
}

/**
 * Receives a notice: its case and its command in one transaction, once however often it arrives. Returns the
 * stored command. Throws the refusal when the directory, the store or another case forbids it.
 */
export async function receiveNotice(
  app: App,
  commandId: string,
  asked: NoticeContent,
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  const hash = bodyHash({ act: 'launch', notice: asked })
  const earlier = await repeated(app, commandId, hash, actor)
  if (earlier) return earlier
  const unit = await checkNotice(app, asked)
  const { form: notice, photoIds } = await withStoredPhotos(app, asked, reach, null)
  const campaign = await app.db.selectFrom('setting').select('value').where('key', '=', 'campaign').executeTakeFirst()
  const rules = defaultRules
  const row: NewNotice = { commandId, notice, rules, drafterId: actor.userId, photoIds }
  const opened = await openCase(app.db, row, async (trx, caseId) => {
    const launch: RectificationLaunch = {
      caseId,
      notice,
      unitName: unit.name,
      drafter: actor,
      campaign: typeof campaign?.value === 'string' ? campaign.value : '',
      rules,
    }
    await insertCommand(trx, {
      id: commandId,
      caseId,
      taskId: null,
      act: 'launch',
      body: launch,
      bodyHash: hash,
      actor,
      skippedMs: 0,
    })
  })
  if (opened.kind === 'taken') throw refuse('PROBLEM_TAKEN', { problem: notice.problemId ?? '', case: opened.caseId })
  const stored = await repeated(app, commandId, hash, actor)
  return stored ?? ((await findCommand(app.db, commandId)) as CommandRow)
}
