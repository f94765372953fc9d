import type { z } from 'zod'
import { fieldErrors } from '../../../../domain/fields.ts'
import { NoticeContent } from '../../../../domain/forms.ts'
import { limitFault } from '../../../../domain/notice-limit.ts'
import type { FieldError } from '../../../../domain/refusals.ts'
import type { Text } from '../../../../domain/text.ts'
import { type FormDraft, toSubmit } from '../../../components/form/schema.ts'
import { newId } from '../../../ids.ts'
import { isUrgency, typedLimit } from '../usual-limit.ts'

/**
 * Where a row stands: still to be launched; on its way; a case; safely received but undecided; refused with the
 * reason; or sent without an answer, so that only the same command may be sent again.
 */
export type RowState =
  | { phase: 'ready' }
  | { phase: 'sending' }
  | { phase: 'launched'; caseId: string }
  | { phase: 'received'; caseId: string }
  | { phase: 'refused'; text: Text; fields: readonly FieldError[] }
  | { phase: 'unanswered'; text: Text }

/** One row of a spreadsheet as a notice being corrected. `told` is what reading it found wrong, by field. */
export type Row = {
  key: string
  line: number
  draft: FormDraft
  told: readonly FieldError[]
  commandId: string
  state: RowState
}

type ReadRow = { row: number; draft: FormDraft; errors: readonly FieldError[] }

/** A row as it was read from the sheet, right or wrong. */
export const newRow = ({ row, draft, errors }: ReadRow): Row => ({
  key: newId(),
  line: row,
  draft,
  // Photos never come with a spreadsheet; that they are missing is said in its own column.
  told: errors.filter(({ path }) => path[0] !== 'photos'),
  commandId: newId(),
  state: { phase: 'ready' },
})

/** Whether what the row says may still be changed: not while it may have become a case. */
export const isOpen = ({ state }: Row): boolean => state.phase === 'ready' || state.phase === 'refused'

/** Everything that is wrong with a row now. What reading told of a field stands for the general words about it. */
export function faultsOf(row: Row): FieldError[] {
  const refused = row.state.phase === 'refused' ? row.state.fields : []
  const particular = [...row.told, ...refused]
  const parsed = NoticeContent.safeParse(toSubmit(NoticeContent, row.draft))
  const own = [...(parsed.success ? [] : fieldErrors(parsed.error)), ...limitFaults(row.draft)]
  return [...particular, ...own.filter(({ path }) => !particular.some((told) => told.path[0] === path[0]))]
}

function limitFaults({ urgency, limit }: FormDraft): FieldError[] {
  const length = typedLimit(limit)
  const fault = length && isUrgency(urgency) ? limitFault({ urgency, limit: length }) : null
  return fault ? [fault] : []
}

/** The notice a row has become, or null while something is wrong with it. */
export function noticeOf(row: Row): NoticeContent | null {
  if (faultsOf({ ...row, state: { phase: 'ready' } }).length > 0) return null
  const parsed: z.ZodSafeParseResult<NoticeContent> = NoticeContent.safeParse(toSubmit(NoticeContent, row.draft))
  return parsed.success ? parsed.data : null
}

/** The row after a correction: what was said of the field no longer holds, and a refused one becomes a new act. */
export function corrected(row: Row, name: string, value: unknown): Row {
  const about = ({ path }: FieldError) => path[0] === name
  const refused = row.state.phase === 'refused'
  return {
    ...row,
    draft: { ...row.draft, [name]: value },
    told: row.told.filter((error) => !about(error)),
    ...(refused ? { state: { phase: 'ready' }, commandId: newId() } : {}),
  }
}

/** Earlier lines that say the same of the same unit and place, by the key of the later row. */
export function repeatedLines(rows: readonly Row[]): Map<string, number> {
  const seen = new Map<string, number>()
  const repeated = new Map<string, number>()
  for (const { key, line, draft } of rows) {
    if (!draft.title) continue
    const said = JSON.stringify([draft.title, draft.unitId, draft.place])
    const before = seen.get(said)
    if (before !== undefined) repeated.set(key, before)
    else seen.set(said, line)
  }
  return repeated
}
