import type { CommandRow } from '../../db/commands.ts'
import { readCase } from '../../db/case-reads.ts'
import type { Reach } from '../../db/reach.ts'
import { amendedLetter, changesBetween } from '../../domain/letter-changes.ts'
import { type AmendmentProposal, Letter, type LetterAmendment } from '../../domain/letter-forms.ts'
import type { Actor } from '../../domain/people.ts'
import { type LetterAmendmentLaunch, letterAmendmentProcess } from '../../domain/processes/letter-amendment.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { receiveLaunch } from '../launching.ts'

/**
 * Receives an amendment of a signed letter: of each letter one at a time. Throws NOT_FOUND out of reach,
 * LETTER_NOT_IN_FORCE, AMENDMENT_OPEN, NOTHING_CHANGES.
 */
export function receiveAmendment(
  app: App,
  commandId: string,
  { letterId, proposal }: { letterId: string; proposal: AmendmentProposal },
  actor: Actor,
  reach: Reach,
): Promise<CommandRow> {
  return receiveLaunch<LetterAmendmentLaunch>(app, {
    commandId,
    actor,
    process: letterAmendmentProcess,
    asked: { letterId, proposal },
    prepare: async () => {
      const found = await readCase(app.db, letterId, reach)
      if (found?.kind !== 'letter') throw refuse('NOT_FOUND')
      const before = Letter.safeParse(found.content).data
      if (!before || found.stage !== 'SIGNED') throw refuse('LETTER_NOT_IN_FORCE')
      const earlier = await app.db
        .selectFrom('cases')
        .select(['id', 'outcome'])
        .where('kind', '=', 'letterAmendment')
        .where('parent_id', '=', letterId)
        .execute()
      const open = earlier.find(({ outcome }) => outcome === null)
      if (open) throw refuse('AMENDMENT_OPEN', { case: open.id })
      const after = amendedLetter(before, proposal)
      const changes = changesBetween(before, after)
      if (changes.length === 0) throw refuse('NOTHING_CHANGES')
      const title = `${before.title}补充协议`.slice(0, 80)
      const amendment: LetterAmendment = {
        letterId,
        letterNo: await numberOf(app, letterId),
        unitId: found.unit_id,
        year: before.year,
        reason: proposal.reason,
        changes,
        before,
        after,
      }
      return {
        opening: {
          // Numbered within its letter, so that of two proposals at once one is refused.
          id: `${letterId}-B${earlier.length + 1}`,
          title,
          unitId: found.unit_id,
          content: amendment,
          parentId: letterId,
        },
        input: { title, amendment, proposer: actor },
        taken: 'AMENDMENT_OPEN',
      }
    },
  })
}

/** The number under which the letter was issued, or empty. */
async function numberOf(app: App, letterId: string): Promise<string> {
  const row = await app.db
    .selectFrom('ledger')
    .select('data')
    .where('case_id', '=', letterId)
    .where('type', '=', 'documentIssued')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  const number = (row?.data as { documentNo?: unknown } | undefined)?.documentNo
  return typeof number === 'string' ? number : ''
}
