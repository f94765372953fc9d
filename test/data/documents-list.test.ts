import { expect, test } from 'vitest'
import { type DocumentEntry, documentsOf, type DocumentTask } from '../../domain/document-list.ts'

const day = (n: number) => `2026-09-${String(n).padStart(2, '0')}T01:00:00.000Z`
const entry = (seq: number, type: string, data: unknown, kind: DocumentEntry['kind'] = 'EVENT'): DocumentEntry => ({
  seq,
  kind,
  at: day(seq),
  type,
  data,
})
const issued = (seq: number, docType: string, round: number, documentNo?: string) =>
  entry(seq, 'documentIssued', { docType, round, documentNo })
const task = (step: string, opened: number, change: Partial<DocumentTask> = {}): DocumentTask => ({
  taskId: `${step}-${opened}`,
  step,
  round: 1,
  state: 'DONE',
  openedAt: day(opened),
  closedAt: day(opened + 1),
  outcome: {},
  ...change,
})
const listed = (tasks: DocumentTask[], ledger: DocumentEntry[], number: string | null = '云创督办〔2026〕3号') =>
  documentsOf({ number }, tasks, ledger).map(({ key, title, number: no }) => [key, title.zh, no])

test('a case that has issued nothing has no documents', () => {
  expect(listed([task('signOff', 1, { state: 'OPEN', closedAt: null })], [entry(1, 'caseOpened', {})], null)).toEqual(
    [],
  )
})

test('one notice per round, in order, under its own number or, in older entries, that of its matter', () => {
  expect(
    listed(
      [task('receipt', 2)],
      [issued(1, 'SUPERVISE_FORM', 1), entry(2, 'x', {}), issued(3, 'SUPERVISE_FORM', 2, '云创督办〔2026〕3号-2')],
    ),
  ).toEqual([
    ['notice-1', '督办通知（第1次）', '云创督办〔2026〕3号'],
    ['receipt-1', '送达回证（督办通知第1次）', null],
    ['notice-2', '督办通知（第2次）', '云创督办〔2026〕3号-2'],
  ])
})

test('a notice that went to another unit and a talk that was put off are told apart', () => {
  const ledger = [
    issued(1, 'SUPERVISE_FORM', 1),
    issued(2, 'SUPERVISE_FORM', 1),
    issued(3, 'TALK_NOTICE', 1, 'T'),
    issued(4, 'TALK_NOTICE', 1, 'T'),
  ]
  expect(listed([], ledger).map(([key, title]) => [key, title])).toEqual([
    ['notice-1', '督办通知（第1次）'],
    ['notice-2', '督办通知（第1次）（改派）'],
    ['talk-notice-1', '约谈通知书'],
    ['talk-notice-2', '约谈通知书（改期）'],
  ])
})

test('what the engine took back was never issued', () => {
  const ledger = [
    entry(1, 'caseOpened', {}),
    issued(2, 'SUPERVISE_FORM', 1),
    entry(3, 'caseClosed', { outcome: 'PASSED' }),
    entry(4, 'commandRefused', {}, 'REFUSAL'),
    entry(5, 'engineRetook', { from: 3 }, 'VOID'),
    entry(6, 'roundFailed', { round: 1 }),
  ]
  expect(listed([], ledger).map(([key]) => key)).toEqual(['notice-1'])
})

test('a request has its form at once, a finding only when it stands', () => {
  const talk = { attendance: 'PRESENT' }
  const tasks = [
    task('extensionRuling', 1, { state: 'OPEN', closedAt: null }),
    task('objectionRuling', 2, { state: 'CANCELLED' }),
    task('determination', 3, { outcome: { decision: 'EXCUSED' } }),
    task('holdTalk', 5, { outcome: { attendance: 'EXCUSED' } }),
    task('holdTalk', 7, { outcome: talk }),
    task('keepCommitments', 10),
    task('countersign', 12, { outcome: { decision: 'DISAGREE' } }),
    task('countersign', 14, { outcome: { decision: 'AGREE' } }),
  ]
  const found = documentsOf({ number: null }, tasks, [])
  expect(found.map(({ key }) => key)).toEqual([
    'extension-1',
    'determination-1',
    'talk-record-1',
    'talk-record-2',
    'commitment-1',
    'talk-acceptance-1',
  ])
  expect(found.at(-1)).toMatchObject({ at: day(15), source: { taskId: 'countersign-14' } })
  expect(documentsOf({ number: null }, tasks.slice(0, 6), []).map(({ key }) => key)).not.toContain('talk-acceptance-1')
})

test('commitments that nobody reported on have a finding too', () => {
  expect(listed([task('keepCommitments', 1, { state: 'OVERDUE' })], [])).toEqual([
    ['talk-acceptance-1', '约谈整改验收意见', null],
  ])
})
