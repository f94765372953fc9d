import { documentNo } from '../domain/documents.ts'
import type { Due, EngineEvent, EventData } from '../domain/events.ts'
import type { LedgerInput } from '../db/ledger.ts'

/** How a document that an entry issues is numbered; the database fills in year and sequence number. */
type Numbered = { docType: string; occasion: string; matter?: string; document: string }

/** The ledger's entries of events, each with the due date that recording it brought to light. */
export const entriesOf = (events: EngineEvent[], dues: Map<number, Due>): (LedgerInput & { numbered?: Numbered })[] =>
  events.map((event) => {
    const due = dues.get(event.no)
    return {
      kind: 'EVENT',
      engineNo: event.no,
      at: event.at,
      actor: event.by,
      commandId: event.commandId,
      type: event.type,
      data: due ? { ...event.data, due: due.sum } : event.data,
      ...(event.type === 'documentIssued' ? { numbered: numbered(event.data) } : {}),
    }
  })

/** The notice, and the transfer letter of a referral, names its matter for good; other documents have a number of their own. */
const numbered = ({ docType, round, occasion = '' }: EventData['documentIssued']): Numbered => ({
  docType,
  occasion,
  document: documentNo(docType, '{year}', '{seq}', round),
  ...(docType === 'SUPERVISE_FORM' || docType === 'CLUE_TRANSFER'
    ? { matter: documentNo(docType, '{year}', '{seq}', 1) }
    : {}),
})

/** Declares void what the ledger holds from event `from` on. */
export const voidEntry = (from: number): LedgerInput => ({
  kind: 'VOID',
  engineNo: from,
  at: new Date().toISOString(),
  actor: null,
  commandId: null,
  type: 'engineRetook',
  data: { from },
})
