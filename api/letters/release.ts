import { isDeepStrictEqual } from 'node:util'
import type { CommandRow } from '../../db/commands.ts'
import { readDuties } from '../../db/duties.ts'
import { type TemplateVersion, templateVersions } from '../../db/letter-templates.ts'
import { Letter } from '../../domain/letter-forms.ts'
import { filledIn } from '../../domain/letter-template.ts'
import { type Actor, OFFICE_UNIT } from '../../domain/people.ts'
import {
  type Released,
  type TemplateReviewLaunch,
  templateReviewProcess,
} from '../../domain/processes/template-review.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { receiveLaunch } from '../launching.ts'

type Version = { templateId: string; version: number }

/** A version of a template. Throws TEMPLATE_UNKNOWN. */
export async function templateAt(app: App, { templateId, version }: Version): Promise<TemplateVersion> {
  const found = (await templateVersions(app.db, templateId)).find((one) => one.version === version)
  if (!found) throw refuse('TEMPLATE_UNKNOWN')
  return found
}

/** By which review a version was released, or null while it is not. */
export const releaseOf = ({ id, version, content, review }: TemplateVersion): Released | null =>
  review?.outcome === 'RELEASED' ? { reviewId: review.caseId, templateId: id, version, name: content.name } : null

/** By which review a letter needs none of its own: its template's was released, and this is its text, unchanged. */
export async function releaseOfLetter(app: App, from: Version, letter: Letter): Promise<Released | null> {
  const template = await templateAt(app, from)
  const [duties] = await readDuties(app.db, [letter.unitId])
  if (!duties) return null
  const asFilled = Letter.safeParse(filledIn(template.content, duties).letter).data
  return isDeepStrictEqual(asFilled, Letter.parse(letter)) ? releaseOf(template) : null
}

/** Sends a version of a template to legal review, once. Throws TEMPLATE_UNKNOWN, TEMPLATE_REVIEWED. */
export function receiveTemplateReview(app: App, commandId: string, asked: Version, actor: Actor): Promise<CommandRow> {
  return receiveLaunch<TemplateReviewLaunch>(app, {
    commandId,
    actor,
    process: templateReviewProcess,
    asked,
    prepare: async () => {
      const { content } = await templateAt(app, asked)
      const title = `责任书模板《${content.name}》第${asked.version}版法制审核`
      const template = { ...asked, ...content }
      return {
        opening: {
          // The same for the same version, so that of two who send it one is told of the other's.
          id: `MS-${asked.templateId.replaceAll('-', '').slice(0, 12)}-${asked.version}`,
          title,
          unitId: OFFICE_UNIT,
          content: template,
        },
        input: { title, template, drafter: actor },
        taken: 'TEMPLATE_REVIEWED',
      }
    },
  })
}
