import type { Transaction } from 'kysely'
import { depositMode } from '../../db/deposits.ts'
import type { CommandRow } from '../../db/commands.ts'
import { lettersOf } from '../../db/letter-templates.ts'
import type { Schema } from '../../db/schema.ts'
import { Letter } from '../../domain/letter-forms.ts'
import { fieldErrors } from '../../domain/fields.ts'
import type { Actor } from '../../domain/people.ts'
import { type LetterLaunch, letterProcess } from '../../domain/processes/letter.ts'
import type { Released } from '../../domain/processes/template-review.ts'
import { subject } from '../campaign-year.ts'
import type { App } from '../context.ts'
import { refuse } from '../errors.ts'
import { receiveLaunch } from '../launching.ts'

type Asked = {
  commandId: string
  actor: Actor
  /** What was asked, by which a repeated command is known. */
  asked: unknown
  letter: () => Promise<Letter>
  /** By which review it needs no legal review of its own; it needs one where this is absent. */
  released?: Released | null
  /** What else is kept in the transaction that opens the case. */
  keep?: (trx: Transaction<Schema>) => Promise<void>
}

/**
 * Receives a letter of responsibility. Its id names unit and year, so that there is one for each however often it is
 * asked for; only after one was made void is there another. Throws the refusal when the books or the directory forbid it.
 */
export function receiveLetter(
  app: App,
  { commandId, actor, asked, letter, released, keep }: Asked,
): Promise<CommandRow> {
  return receiveLaunch<LetterLaunch>(app, {
    commandId,
    actor,
    process: letterProcess,
    asked,
    prepare: async () => {
      const parsed = Letter.safeParse(await letter())
      if (!parsed.success) throw refuse('INVALID_FORM', {}, fieldErrors(parsed.error))
      const content = parsed.data
      const { unitId, year, title } = content
      await subject(app, unitId)
      const { mode } = await depositMode(app.db)
      // A letter cannot promise what the county has not allowed itself (handbook §4.4).
      if (content.depositMode === 'CASH' && mode !== 'CASH') throw refuse('CASH_NOT_ALLOWED')
      const earlier = await lettersOf(app.db, unitId, year)
      if (earlier.caseId !== null) throw refuse('LETTER_TAKEN', { case: earlier.caseId })
      const id = `ZR-${year}-${unitId}${earlier.void === 0 ? '' : `-${earlier.void + 1}`}`
      return {
        opening: { id, title, unitId, content: released ? { ...content, released } : content },
        input: { letter: content, drafter: actor, ...(released ? { released } : {}) },
        taken: 'LETTER_TAKEN',
        keep,
      }
    },
  })
}
