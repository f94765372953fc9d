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
  ASSESS_NOTICE: text('考核通知', 'Notice of the assessment'),
  SCORE_SHEET: text('考核得分单', 'Score sheet'),
  SCORE_CORRECTION: text('考核得分更正单', 'Correction of a score sheet'),
  SUSPEND_FORM: text('挂账审批表', 'Approval of a hold'),
  LETTER: text('目标责任书', 'Letter of responsibility'),
  LETTER_AMENDMENT: text('责任书补充协议', 'Amendment of a letter'),
  DEPOSIT_CHANGE: text('保证金变动单', 'Change of a deposit'),
  RECTIFY_NOTICE: text('整改通知书（派遣单）', 'Order to put right'),
  CLOSE_FORM: text('销号单', 'Closing form'),
  ACCEPT_NOTICE: text('举报受理告知书', 'Notice of acceptance'),
  NOT_ACCEPT_NOTICE: text('不予受理告知书', 'Notice of non-acceptance'),
  REPLY_LETTER: text('举报答复书', 'Reply to a complaint'),
  COMPLAINT_TRANSFER: text('举报移送函', 'Transfer of a complaint'),
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
  ASSESS_NOTICE: '云创考',
  SCORE_SHEET: '云创分',
  SCORE_CORRECTION: '云创分更',
  SUSPEND_FORM: '云创挂',
  LETTER: '云创责',
  LETTER_AMENDMENT: '云创责补',
  DEPOSIT_CHANGE: '云创保变',
  RECTIFY_NOTICE: '云创整改',
  CLOSE_FORM: '云创销号',
  ACCEPT_NOTICE: '云创受理',
  NOT_ACCEPT_NOTICE: '云创不受',
  REPLY_LETTER: '云创答复',
  COMPLAINT_TRANSFER: '云创举移',
  RETENTION_NOTICE: '云创告',
  SETTLEMENT: '云创结',
}

/**
 * A document's number: 云创督办〔2026〕12号; a further round of the same matter is 云创督办〔2026〕12号-2. `year` and
 * `seq` may be placeholders that the database fills in.
 */
export const documentNo = (type: DocumentType, year: number | string, seq: number | string, round = 1): string =>
  `${marks[type]}〔${year}〕${seq}号${type === 'SUPERVISE_FORM' && round > 1 ? `-${round}` : ''}`
