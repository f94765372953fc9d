import { createHash } from 'node:crypto'
import { keepComplaint, mayTakeDuplicates } from '../../db/complaints.ts'
import type { CommandRow } from '../../db/commands.ts'
import { stableJson } from '../../db/ledger.ts'
import { type Complainant, receiptCode, withoutPeople } from '../../domain/complainant.ts'
import type { Complaint, ComplaintChannel, ComplaintTriage } from '../../domain/complaint-forms.ts'
import type { PublicReport, Registration } from '../../domain/complaint-views.ts'
import type { Photo } from '../../domain/fields.ts'
import { type Actor, OFFICE_UNIT, THE_PUBLIC } from '../../domain/people.ts'
import {
  type ComplaintLaunch,
  complaintProcess,
  ComplaintRules,
  defaultComplaintRules,
} from '../../domain/processes/complaint.ts'
import type { Reach } from '../../db/reach.ts'
import { decide } from '../commands.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { receiveLaunch } from '../launching.ts'
import { withStoredPhotos } from '../photos.ts'
import { keyed, sealComplainant } from './vault.ts'

type Received = {
  commandId: string
  actor: Actor
  channel: ComplaintChannel
  complainant: Complainant
  spot?: string
  /** The photos to show, checked. */
  photos: () => Promise<Photo[]>
  asked: unknown
}

/** Receives a complaint from the public page. Returns its receipt code, the same for the same command. */
export async function receiveReport(
  app: App,
  commandId: string,
  report: PublicReport,
  draftPhotos: () => Promise<Photo[]>,
): Promise<{ receipt: string; caseId: string }> {
  const { phone, words, place, spot, photoIds } = report
  return received(app, {
    commandId,
    actor: THE_PUBLIC,
    channel: 'WEB',
    complainant: { name: '', phone, confidential: true, words, place },
    spot,
    photos: draftPhotos,
    asked: { spot, photoIds },
  })
}

/** Receives what the office has taken down from a call, a letter, a visit or the hotline. */
export async function receiveRegistration(
  app: App,
  commandId: string,
  form: Registration,
  actor: Actor,
  reach: Reach,
): Promise<{ receipt: string; caseId: string }> {
  const { channel, name, phone, words, place, confidential, photos } = form
  return received(app, {
    commandId,
    actor,
    channel,
    complainant: { name, phone, words, place, confidential: confidential === 'YES' },
    photos: async () => (await withStoredPhotos(app, photos, reach, null)).form,
    asked: { channel, photos },
  })
}

async function received(app: App, sent: Received): Promise<{ receipt: string; caseId: string }> {
  const { commandId, actor, channel, complainant, spot } = sent
  const { secret, identityKeys } = app.config
  const receipt = receiptCode(keyed(secret, 'receipt', commandId))
  const row: CommandRow = await receiveLaunch<ComplaintLaunch>(app, {
    commandId,
    actor,
    process: complaintProcess,
    // A plain hash of a telephone number could be found by trying them all.
    asked: { asked: sent.asked, private: keyed(secret, 'complainant', stableJson(complainant)).toString('hex') },
    prepare: async () => {
      const photos = await sent.photos()
      const words = withoutPeople(complainant.words, complainant)
      const place = withoutPeople(complainant.place, complainant)
      const title = `群众反映：${place}`.slice(0, 60)
      const callBack = complainant.phone === '' ? 'NO' : 'YES'
      const content: Complaint = { title, channel, place, words, photos, callBack, ...(spot ? { spot } : {}) }
      const wordsSha256 = createHash('sha256').update(words).digest('hex')
      return {
        opening: {
          title,
          unitId: OFFICE_UNIT,
          place,
          content,
          photoIds: photos.map(({ id }) => id),
          ...(actor === THE_PUBLIC ? { drafterId: null } : {}),
        },
        input: { channel, title, place, callBack, wordsSha256, photos, rules: await rulesInForce(app) },
        keep: (trx, caseId) =>
          keepComplaint(trx, caseId, {
            receiptSha256: receiptHash(receipt),
            registeredBy: actor === THE_PUBLIC ? null : actor.userId,
            sealed: (id) => sealComplainant(identityKeys, id, complainant),
          }),
      }
    },
  })
  await decide(app, row)
  return { receipt, caseId: row.case_id }
}

export const receiptHash = (code: string): string => createHash('sha256').update(code).digest('hex')

/** The limits in force: the county's own where the setting has them, else the default. */
async function rulesInForce(app: App): Promise<ComplaintRules> {
  const row = await app.db.selectFrom('setting').select('value').where('key', '=', 'complaintRules').executeTakeFirst()
  return ComplaintRules.safeParse(row?.value).data ?? defaultComplaintRules
}

/** Refuses a triage that names a unit which may not handle anything, or an earlier complaint that is none. */
export async function checkTriage(app: App, form: ComplaintTriage, caseId: string): Promise<void> {
  if (form.decision === 'DUPLICATE') {
    const earlier = form.duplicateOf ?? ''
    if (earlier === caseId || !(await mayTakeDuplicates(app.db, earlier)))
      throw refuse('COMPLAINT_UNKNOWN', { case: earlier })
    return
  }
  const { handlerUnitId } = form
  if (form.decision !== 'ACCEPT' || handlerUnitId === undefined || handlerUnitId === OFFICE_UNIT) return
  const unit = await app.db
    .selectFrom('unit')
    .select(['name', 'subject'])
    .where('id', '=', handlerUnitId)
    .executeTakeFirst()
  if (!unit) throw refuse('UNIT_UNKNOWN', { unit: handlerUnitId })
  if (!unit.subject) throw refuse('UNIT_NOT_SUBJECT', { unit: unit.name })
}
