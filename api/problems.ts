import { canTakeUp } from '../db/near-problems.ts'
import type { CommandRow } from '../db/commands.ts'
import type { Reach } from '../db/reach.ts'
import { type Actor, OFFICE_UNIT } from '../domain/people.ts'
import type { ProblemReport } from '../domain/problem-forms.ts'
import { problemTitle } from '../domain/problem-kinds.ts'
import { type ProblemLaunch, problemProcess } from '../domain/processes/problem.ts'
import { problemRules } from '../domain/processes/problem-rules.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'
import { receiveLaunch } from './launching.ts'
import { withStoredPhotos } from './photos.ts'

/**
 * Receives the report of a problem, or of one that somebody has reported before (`mergeInto`). Until it is
 * dispatched it is the office's. Returns the stored command. Throws the refusal when a photo, the road section or
 * the other problem is not there.
 */
export function receiveProblem(
  app: App,
  commandId: string,
  { report: asked, mergeInto }: { report: ProblemReport; mergeInto?: string },
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  return receiveLaunch<ProblemLaunch>(app, {
    commandId,
    actor,
    process: problemProcess,
    asked: { report: asked, mergeInto },
    prepare: async () => {
      await checkSection(app, asked.roadSectionId)
      if (mergeInto !== undefined && !(await canTakeUp(app.db, null, mergeInto)))
        throw refuse('MERGE_UNFIT', { into: mergeInto })
      const { form: report, photoIds } = await withStoredPhotos(app, asked, reach, null)
      const { place, roadSectionId } = report
      const title = problemTitle(report)
      return {
        opening: { title, unitId: OFFICE_UNIT, place, roadSectionId, content: report, photoIds },
        input: { title, report, reporter: actor, rules: problemRules, mergeInto },
      }
    },
  })
}

async function checkSection(app: App, id: string | undefined): Promise<void> {
  if (id === undefined) return
  const section = await app.db.selectFrom('road_section').select('id').where('id', '=', id).executeTakeFirst()
  if (section) return
  const text = { zh: '没有这个路段', en: 'No such road section' }
  throw refuse('INVALID_FORM', {}, [{ path: ['roadSectionId'], text }])
}
