import type { DocumentType } from './events.ts'
import { type Text, text } from './text.ts'

/** What a document is called. */
export const documentNames: Record<DocumentType, Text> = {
  SUPERVISE_FORM: text('督办通知', 'Notice'),
  URGE_LETTER: text('催办通知书', 'Formal reminder'),
  TALK_NOTICE: text('约谈通知书', 'Notice of talk'),
  DISPOSITION_PROPOSAL: text('处理建议书', 'Proposal'),
  CLUE_TRANSFER: text('问题线索移送函', 'Transfer letter'),
  BULLETIN: text('考核通报', 'Bulletin'),
  LETTER: text('目标责任书', 'Letter of responsibility'),
  RETENTION_NOTICE: text('不予退还告知书', 'Notice of intended retention'),
  SETTLEMENT: text('奖惩结算单', 'Settlement'),
}

/** The office's mark for each kind of numbered document (handbook §5). */
const marks: Record<DocumentType, string> = {
  SUPERVISE_FORM: '云创督办',
  URGE_LETTER: '云创催办',
  TALK_NOTICE: '云创约谈',
  DISPOSITION_PROPOSAL: '云创建议',
  CLUE_TRANSFER: '云创移送',
  BULLETIN: '云创通报',
  LETTER: '云创责',
  RETENTION_NOTICE: '云创告',
  SETTLEMENT: '云创结',
}

/**
 * A document's number: 云创督办〔2026〕12号; a further round of the same matter is 云创督办〔2026〕12号-2. `year` and
 * `seq` may be placeholders that the database fills in.
 */
export const documentNo = (type: DocumentType, year: number | string, seq: number | string, round = 1): string =>
  `${marks[type]}〔${year}〕${seq}号${type === 'SUPERVISE_FORM' && round > 1 ? `-${round}` : ''}`
