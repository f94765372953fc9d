import type { CommandRow } from '../db/commands.ts'
import type { Reach } from '../db/reach.ts'
import { mayHaveDocument } from '../domain/personal.ts'
import type { Actor } from '../domain/people.ts'
import { referableStages, type ReferralLaunch, referralProcess } from '../domain/processes/referral.ts'
import type { EvidenceItem, ReferralContent } from '../domain/referral-forms.ts'
import { type Text, text } from '../domain/text.ts'
import type { App } from './context.ts'
import { readDossier } from './documents/dossier.ts'
import { timeline } from './documents/record.ts'
import { refuse } from './errors.ts'
import { receiveLaunch } from './launching.ts'
import { withStoredPhotos } from './photos.ts'

/** Receives a referral, alone or from a notice. Throws the refusal when the directory or the notice forbids it. */
export function receiveReferral(
  app: App,
  commandId: string,
  asked: ReferralContent,
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  return receiveLaunch<ReferralLaunch>(app, {
    commandId,
    actor,
    process: referralProcess,
    asked,
    prepare: async () => {
      const unit = await app.db
        .selectFrom('unit')
        .select(['name', 'subject'])
        .where('id', '=', asked.unitId)
        .executeTakeFirst()
      if (!unit) throw refuse('UNIT_UNKNOWN', { unit: asked.unitId })
      if (!unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
      if (actor.unitId === asked.unitId) throw refuse('REFERRAL_OWN_UNIT')
      await mustBeReferable(app, asked)
      const known = await withKnownEvidence(app, asked, reach)
      const { form: referral, photoIds } = await withStoredPhotos(app, known, reach, null)
      const { title, unitId, caseId: parentId } = referral
      return {
        opening: { title, unitId, content: referral, photoIds, ...(parentId === undefined ? {} : { parentId }) },
        input: { referral, proposer: actor },
      }
    },
  })
}

/** From a notice only while it is open and has failed or gone on from there; and about its own unit. */
async function mustBeReferable(app: App, { caseId, unitId }: ReferralContent): Promise<void> {
  if (caseId === undefined) return
  const of = await app.db
    .selectFrom('cases')
    .select(['kind', 'stage', 'outcome', 'unit_id'])
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (of?.kind !== 'rectification' || of.outcome !== null || !referableStages.includes(of.stage))
    throw wrong('caseId', text('只能从办理中的督办件移送', 'Only an open notice can be referred'))
  if (of.unit_id !== unitId) throw wrong('unitId', text('须为该督办件的责任单位', 'Must be the unit of that notice'))
}

const wrong = (field: string, told: Text) => refuse('INVALID_FORM', {}, [{ path: [field], text: told }])

/**
 * The referral with what its notice's record says of the chosen evidence and of the course so far, whatever a
 * browser sent. Throws INVALID_FORM for evidence that the record does not hold, or that this person may not have.
 */
export async function withKnownEvidence(app: App, asked: ReferralContent, reach: Reach): Promise<ReferralContent> {
  const { course: _course, ...content } = asked
  if (content.caseId === undefined) {
    if (content.evidence.length > 0)
      throw wrong('evidence', text('没有关联督办件，请改用照片或其他材料', 'No notice to choose from'))
    return content
  }
  const dossier = await readDossier(app.db, content.caseId, reach)
  if (!dossier) throw refuse('NOT_FOUND')
  const known = new Map<string, EvidenceItem>([
    ...dossier.documents
      .filter(({ kind }) => mayHaveDocument(kind, reach, dossier.unitId))
      .map(({ key, title, number, at }): [string, EvidenceItem] => [
        `document:${key}`,
        { key: `document:${key}`, title: title.zh, at, ...(number === null ? {} : { number }) },
      ]),
    ...[...dossier.photos.values()].map(({ id, sha256, uploadedAt }): [string, EvidenceItem] => [
      `photo:${id}`,
      { key: `photo:${id}`, title: '现场照片', at: uploadedAt.toISOString(), sha256 },
    ]),
  ])
  const evidence = content.evidence.map(({ key }) => {
    const item = known.get(key)
    if (!item) throw wrong('evidence', text('所选材料不在该督办件中，请重新选择', 'Not in that notice’s record'))
    return item
  })
  return { ...content, evidence, course: timeline(dossier, new Date().toISOString()).slice(0, 80) }
}
