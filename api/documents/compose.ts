import type { CaseDocument } from '../../domain/document-list.ts'
import { acceptanceDocument } from './acceptance.ts'
import { acceptanceNoticeDocument, complaintTransferDocument, notAcceptedDocument, replyDocument } from './complaint.ts'
import { depositChangeDocument } from './deposit-change.ts'
import { closingDocument } from './closing.ts'
import { determinationDocument } from './determination.ts'
import { dispositionDocument } from './disposition.ts'
import type { Dossier, Task } from './dossier.ts'
import type { DocumentContent } from './model.ts'
import { noticeDocument, receiptDocument } from './notice.ts'
import { closeFormDocument, rectifyNoticeDocument } from './problem.ts'
import { extensionDocument, holdDocument, objectionDocument } from './requests.ts'
import { commitmentDocument, talkNoticeDocument, talkProposalDocument, talkRecordDocument } from './talk.ts'
import { transferDocument } from './transfer.ts'
import { urgeDocument } from './urge.ts'
import { amendmentDocument } from './amendment.ts'
import { assessNoticeDocument, bulletinDocument } from './assessment.ts'
import { scoreCorrectionDocument, scoreSheetDocument } from './score-sheet.ts'
import { letterDocument, retentionDocument, settlementDocument } from './year.ts'

type OfTask = (dossier: Dossier, task: Task, number: string | null) => DocumentContent
type OfEntry = (dossier: Dossier, entry: { at: string; data?: unknown }, number: string | null) => DocumentContent

const ofTask = {
  receipt: receiptDocument,
  determination: determinationDocument,
  'talk-proposal': talkProposalDocument,
  'talk-record': talkRecordDocument,
  commitment: commitmentDocument,
  'talk-acceptance': acceptanceDocument,
  extension: extensionDocument,
  objection: objectionDocument,
  hold: holdDocument,
} as const satisfies Partial<Record<CaseDocument['kind'], OfTask>>

const ofEntry: Record<Exclude<CaseDocument['kind'], keyof typeof ofTask>, OfEntry> = {
  notice: noticeDocument,
  urge: urgeDocument,
  'talk-notice': talkNoticeDocument,
  disposition: dispositionDocument,
  transfer: transferDocument,
  letter: letterDocument,
  amendment: amendmentDocument,
  'deposit-change': depositChangeDocument,
  'rectify-notice': rectifyNoticeDocument,
  'close-form': closeFormDocument,
  acceptance: acceptanceNoticeDocument,
  'not-accepted': notAcceptedDocument,
  reply: replyDocument,
  'complaint-transfer': complaintTransferDocument,
  bulletin: bulletinDocument,
  'assess-notice': assessNoticeDocument,
  'score-sheet': scoreSheetDocument,
  'score-correction': scoreCorrectionDocument,
  retention: retentionDocument,
  settlement: settlementDocument,
  closing: closingDocument,
}

const isOfTask = (kind: CaseDocument['kind']): kind is keyof typeof ofTask => kind in ofTask

/** What a document of a case says, or null when its source is not there. */
export function compose(dossier: Dossier, { kind, source, number }: CaseDocument): DocumentContent | null {
  if (isOfTask(kind)) {
    const task = 'taskId' in source ? dossier.tasks.find(({ taskId }) => taskId === source.taskId) : undefined
    return task ? ofTask[kind](dossier, task, number) : null
  }
  const entry = 'seq' in source ? dossier.entries.find(({ seq }) => seq === source.seq) : undefined
  return entry ? ofEntry[kind](dossier, entry, number) : null
}
