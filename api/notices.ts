import type { CommandRow } from '../db/commands.ts'
import type { Reach } from '../db/reach.ts'
import type { NoticeContent } from '../domain/forms.ts'
import { limitFault } from '../domain/notice-limit.ts'
import type { Actor } from '../domain/people.ts'
import { defaultRules, type RectificationLaunch, rectificationProcess } from '../domain/processes/rectification.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { refuseMerged } from './named-units.ts'
import { receiveLaunch } from './launching.ts'
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
    .select(['name', 'subject', 'merged_into'])
    .where('id', '=', notice.unitId)
    .executeTakeFirst()
  if (!unit) throw refuse('UNIT_UNKNOWN', { unit: notice.unitId })
  await refuseMerged(app.db, unit)
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

/** Receives a notice. Returns the stored command. Throws the refusal when the directory or another case forbids it. */
export function receiveNotice(
  app: App,
  commandId: string,
  asked: NoticeContent,
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  return receiveLaunch<RectificationLaunch>(app, {
    commandId,
    actor,
    process: rectificationProcess,
    asked,
    prepare: async () => {
      const unit = await checkNotice(app, asked)
      const { form: notice, photoIds } = await withStoredPhotos(app, asked, reach, null)
      const { title, unitId, place, roadSectionId, problemId } = notice
      const rules = defaultRules
      return {
        opening: { title, unitId, place, roadSectionId, problemNo: problemId, content: notice, rules, photoIds },
        input: { notice, unitName: unit.name, drafter: actor, rules },
      }
    },
  })
}
