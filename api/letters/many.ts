import { createHash } from 'node:crypto'
import type { CommandRow } from '../../db/commands.ts'
import { readDuties } from '../../db/duties.ts'
import { lettersOf, saveBatch, saveBatchUnit } from '../../db/letter-templates.ts'
import { Letter, type LetterTemplate } from '../../domain/letter-forms.ts'
import { type Duties, filledIn } from '../../domain/letter-template.ts'
import { fieldErrors } from '../../domain/fields.ts'
import type { Actor } from '../../domain/people.ts'
import { type Refusal, refusal } from '../../domain/refusals.ts'
import { decide } from '../commands.ts'
import type { App } from '../context.ts'
import { refusalIn, refuse, TRPCError } from '../errors.ts'
import { receiveLetter } from './receive.ts'
import { releaseOf, templateAt } from './release.ts'

/** How many launches are with the engine at a time. */
const AT_ONCE = 4

export type Previewed = { unitId: string; unitName: string; letter: Letter; left: string[]; refusal: Refusal | null }

/** Each unit's letter as it would be sent, and why it would not be. Units that can have none are not told of. */
export async function previewLetters(app: App, template: LetterTemplate, unitIds: string[]): Promise<Previewed[]> {
  const duties = await readDuties(app.db, unitIds)
  return Promise.all(
    duties.map(async (of) => {
      const filled = filledIn(template, of)
      return { unitId: of.unitId, unitName: of.name, ...filled, refusal: await fault(app, of, filled.letter) }
    }),
  )
}

async function fault(app: App, { unitId, name, head }: Duties, letter: Letter): Promise<Refusal | null> {
  const earlier = await lettersOf(app.db, unitId, letter.year)
  if (earlier.caseId !== null) return refusal('LETTER_TAKEN', { case: earlier.caseId })
  if (!head) return refusal('UNIT_WITHOUT_HEAD', { unit: name })
  const parsed = Letter.safeParse(letter)
  return parsed.success ? null : refusal('INVALID_FORM', {}, fieldErrors(parsed.error))
}

/**
 * Receives the letters of many units made of one released version of a template, each once however often the batch
 * arrives. Throws TEMPLATE_NOT_RELEASED.
 * What was received is decided soon after, by us or, if we die, by the dispatcher. Returns when all are received.
 */
export async function receiveLetters(
  app: App,
  batch: { batchId: string; templateId: string; version: number; unitIds: string[] },
  actor: Actor,
): Promise<void> {
  const { batchId, templateId, version } = batch
  const found = await templateAt(app, batch)
  const released = releaseOf(found)
  if (!released) throw refuse('TEMPLATE_NOT_RELEASED', { version: String(version) })
  const template = found.content
  await saveBatch(app.db, { id: batchId, templateId, version, year: template.year, by: actor.userId })
  const unitIds = [...new Set(batch.unitIds)]
  const duties = new Map((await readDuties(app.db, unitIds)).map((of) => [of.unitId, of]))
  const received: CommandRow[] = []
  for (const unitId of unitIds) {
    const commandId = commandOf(batchId, unitId)
    try {
      const row = await receiveLetter(app, {
        commandId,
        actor,
        asked: { templateId, version, unitId },
        letter: () => letterFor(template, unitId, duties.get(unitId)),
        released,
        keep: (trx) => saveBatchUnit(trx, { batchId, unitId, commandId, refusal: null }),
      })
      received.push(row)
    } catch (error) {
      const why = error instanceof TRPCError ? refusalIn(error) : null
      if (!why) throw error
      await saveBatchUnit(app.db, { batchId, unitId, commandId: null, refusal: why })
    }
  }
  void decideAll(app, received)
}

function letterFor(template: LetterTemplate, unitId: string, of: Duties | undefined): Promise<Letter> {
  if (!of) throw refuse('UNIT_NOT_SUBJECT', { unit: unitId })
  if (!of.head) throw refuse('UNIT_WITHOUT_HEAD', { unit: of.name })
  return Promise.resolve(filledIn(template, of).letter)
}

async function decideAll(app: App, rows: CommandRow[]): Promise<void> {
  const left = [...rows]
  const next = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) await decide(app, row)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next)).catch((error: unknown) => {
    // They are received: the dispatcher sends them.
    app.log.warn({ err: error }, 'letters of a batch are left to the dispatcher')
  })
}

/** The launch of a unit's letter in a batch, the same whenever the batch arrives: a name-based id. */
function commandOf(batchId: string, unitId: string): string {
  const bytes = createHash('sha256').update(`${batchId}/${unitId}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
