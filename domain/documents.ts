import type { DocumentType } from './events.ts'
import { type Text, text } from './text.ts'

/** What a document is called. */
export const documentNames: Record<DocumentType, Text> = {
  SUPERVISE_FORM: text('督办通知', 'Notice'),
  TALK_NOTICE: text('约谈通知书', 'Notice of talk'),
  DISPOSITION_PROPOSAL: text('处理建议书', 'Proposal'),
  CLUE_TRANSFER: text('问题线索移送函', 'Transfer letter'),
}

/** The office's mark for each kind of numbered document (handbook §5). */
const marks: Record<DocumentType, string> = {
  SUPERVISE_FORM: '云创督办',
  TALK_NOTICE: '云创约谈',
  DISPOSITION_PROPOSAL: '云创建议',
  CLUE_TRANSFER: '云创移送',
}

/**
 * A document's number: 云创督办〔2026〕12号; a further round of the same matter is 云创督办〔2026〕12号-2. `year` and
 * `seq` may be placeholders that the database fills in.
 */
export const documentNo = (type: DocumentType, year: number | string, seq: number | string, round = 1): string =>
  `${marks[type]}〔${year}〕${seq}号${type === 'SUPERVISE_FORM' && round > 1 ? `-${round}` : ''}`
