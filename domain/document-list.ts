import { documentNames } from './documents.ts'
import { type Text, text } from './text.ts'

/** Which documents a case has, told from its tasks and its ledger. Pure; records may be older than this code. */

export type DocumentTask = {
  taskId: string
  step: string
  round: number
  state: 'OPEN' | 'DONE' | 'OVERDUE' | 'CANCELLED'
  openedAt: string
  closedAt: string | null
  outcome?: unknown
}
export type DocumentEntry = {
  seq: number
  kind: 'EVENT' | 'REFUSAL' | 'VOID' | 'NOTE'
  at: string
  type: string
  data?: unknown
}

/** Kinds of documents (handbook §2.22), each with its name. */
const documentKinds = {
  notice: documentNames.SUPERVISE_FORM,
  urge: documentNames.URGE_LETTER,
  receipt: text('送达回证', 'Proof of delivery'),
  determination: text('未落实认定书', 'Determination of failure'),
  'talk-proposal': text('约谈建议表', 'Proposal of a talk'),
  'talk-notice': documentNames.TALK_NOTICE,
  'talk-record': text('约谈记录', 'Record of the talk'),
  commitment: text('整改承诺书', 'Commitment'),
  'talk-acceptance': text('约谈整改验收意见', 'Finding after the talk'),
  disposition: documentNames.DISPOSITION_PROPOSAL,
  transfer: documentNames.CLUE_TRANSFER,
  letter: documentNames.LETTER,
  amendment: documentNames.LETTER_AMENDMENT,
  'deposit-change': documentNames.DEPOSIT_CHANGE,
  'rectify-notice': documentNames.RECTIFY_NOTICE,
  'close-form': documentNames.CLOSE_FORM,
  acceptance: documentNames.ACCEPT_NOTICE,
  'not-accepted': documentNames.NOT_ACCEPT_NOTICE,
  reply: documentNames.REPLY_LETTER,
  'complaint-transfer': documentNames.COMPLAINT_TRANSFER,
  bulletin: documentNames.BULLETIN,
  'assess-notice': documentNames.ASSESS_NOTICE,
  'score-sheet': documentNames.SCORE_SHEET,
  'score-correction': documentNames.SCORE_CORRECTION,
  retention: documentNames.RETENTION_NOTICE,
  settlement: documentNames.SETTLEMENT,
  extension: text('延期审批表', 'Extension'),
  objection: text('异议表及裁定', 'Objection and ruling'),
  hold: documentNames.SUSPEND_FORM,
  closing: text('销号单', 'Closing form'),
} as const satisfies Record<string, Text>
export type DocumentKind = keyof typeof documentKinds

/** One document: `key` names it within its case for good, `at` is when it came to be (ISO). */
export type CaseDocument = {
  key: string
  kind: DocumentKind
  title: Text
  number: string | null
  at: string
  round: number
  /** The task whose form it tells, or the ledger's entry that issued it. */
  source: { taskId: string } | { seq: number }
}

/** The documents of a case, the oldest first. Callers pass only what the reader may see. */
export function documentsOf(
  { number }: { number: string | null },
  tasks: DocumentTask[],
  ledger: DocumentEntry[],
): CaseDocument[] {
  const entries = unlessNumbered(standingEntries(ledger))
  const holds = new Map(
    entries.flatMap(({ data }) =>
      member(data, 'docType') === 'SUSPEND_FORM' ? [[member(data, 'occasion'), member(data, 'documentNo')]] : [],
    ),
  )
  const found = [
    ...tasks.flatMap((task) => ofTask(task, tasks).map((document) => withNumber(document, holds.get(task.taskId)))),
    ...entries.flatMap((entry) => ofEntry(entry, number)),
  ]
  const ordinals = new Map<DocumentKind, number>()
  const told = new Set<string>()
  return found
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((document) => {
      const ordinal = (ordinals.get(document.kind) ?? 0) + 1
      ordinals.set(document.kind, ordinal)
      const why = told.has(`${document.kind}/${document.title.zh}`) ? again[document.kind] : undefined
      told.add(`${document.kind}/${document.title.zh}`)
      const title = why ? text(`${document.title.zh}（${why.zh}）`, `${document.title.en} (${why.en})`) : document.title
      return { ...document, key: `${document.kind}-${ordinal}`, title }
    })
}

/** A problem's closing form has a number and an entry of its own: its closing alone is none. */
const unlessNumbered = (entries: DocumentEntry[]): DocumentEntry[] =>
  entries.some(({ data }) => member(data, 'docType') === 'CLOSE_FORM')
    ? entries.filter(({ type }) => type !== 'caseClosed')
    : entries

/** Why the same document was issued once more. */
const again: Partial<Record<DocumentKind, Text>> = {
  notice: text('改派', 'another unit'),
  'talk-notice': text('改期', 'put off'),
  urge: text('再次', 'again'),
  'rectify-notice': text('再次派遣', 'dispatched again'),
  'close-form': text('反弹后', 'after a relapse'),
  reply: text('二次办理', 'handled once more'),
}

/**
 * The entries that stand: a line that the engine took back is left out. Entries of events carry the engine's
 * numbers without gaps, so they can be counted; a ledger whose beginning is missing is taken as it is.
 */
export function standingEntries<E extends DocumentEntry>(ledger: E[]): E[] {
  if (ledger[0] !== undefined && ledger[0].seq > 1) return ledger.filter(({ kind }) => kind === 'EVENT')
  let standing: E[] = []
  for (const entry of ledger) {
    if (entry.kind === 'EVENT') standing.push(entry)
    const from = entry.kind === 'VOID' ? member(entry.data, 'from') : undefined
    if (typeof from === 'number') standing = standing.slice(0, from - 1)
  }
  return standing
}

type Unkeyed = Omit<CaseDocument, 'key'>

/** A granted hold's form is numbered when it is granted, by an entry that names its ruling. */
const withNumber = (document: Unkeyed, number: unknown): Unkeyed =>
  typeof number === 'string' ? { ...document, number } : document

function ofTask(task: DocumentTask, tasks: DocumentTask[]): Unkeyed[] {
  const is = (kind: DocumentKind, title: Text = documentKinds[kind], by: DocumentTask = task): Unkeyed[] => [
    { kind, title, number: null, at: by.closedAt ?? by.openedAt, round: by.round, source: { taskId: by.taskId } },
  ]
  const asked = task.state === 'OPEN' || task.state === 'DONE'
  switch (task.step) {
    case 'extensionRuling':
      return asked ? is('extension') : []
    case 'objectionRuling':
      return asked ? is('objection') : []
    case 'holdRuling':
      return asked ? is('hold') : []
    case 'keepCommitments': {
      const end = verdictOn(task, tasks)
      return end ? is('talk-acceptance', documentKinds['talk-acceptance'], end) : []
    }
    default:
      return task.state === 'DONE' ? ofDoneTask(task, is) : []
  }
}

function ofDoneTask(task: DocumentTask, is: (kind: DocumentKind, title?: Text) => Unkeyed[]): Unkeyed[] {
  switch (task.step) {
    case 'receipt':
    case 'phoneDelivery':
      return is('receipt', named('receipt', text(`督办通知第${task.round}次`, `notice, round ${task.round}`)))
    case 'talkReceipt':
    case 'talkPhoneDelivery':
      return is('receipt', named('receipt', documentKinds['talk-notice']))
    case 'determination':
      return member(task.outcome, 'decision') === 'EXCUSED'
        ? is('determination', text('不计未落实次数认定书', 'Determination: not counted'))
        : is('determination', named('determination', text(`第${task.round}次`, `round ${task.round}`)))
    case 'proposeTalk':
      return is('talk-proposal')
    case 'holdTalk':
      return member(task.outcome, 'attendance') === 'PRESENT'
        ? [...is('talk-record'), ...is('commitment')]
        : is('talk-record')
    default:
      return []
  }
}

/** The task by which it was settled whether a report holds: its countersigned inspection, or itself when none came. */
function verdictOn<T extends DocumentTask>(report: T, tasks: T[]): T | undefined {
  if (report.state === 'OVERDUE') return report
  if (report.state !== 'DONE') return undefined
  return tasks.find(
    (task) =>
      task.step === 'countersign' &&
      task.state === 'DONE' &&
      member(task.outcome, 'decision') === 'AGREE' &&
      Date.parse(task.openedAt) >= Date.parse(report.closedAt ?? report.openedAt),
  )
}

function ofEntry(entry: DocumentEntry, number: string | null): Unkeyed[] {
  const round = Number(member(entry.data, 'round') ?? 1)
  const documentNo = member(entry.data, 'documentNo')
  const is = (kind: DocumentKind, title: Text, no: string | null = null): Unkeyed[] => [
    {
      kind,
      title,
      number: typeof documentNo === 'string' ? documentNo : no,
      at: entry.at,
      round,
      source: { seq: entry.seq },
    },
  ]
  if (entry.type === 'caseClosed') {
    return member(entry.data, 'outcome') === 'PASSED' ? is('closing', documentKinds.closing) : []
  }
  if (entry.type !== 'documentIssued') return []
  switch (member(entry.data, 'docType')) {
    case 'URGE_LETTER': {
      const step = member(member(entry.data, 'content'), 'title')
      return is('urge', isText(step) ? named('urge', step) : documentKinds.urge)
    }
    case 'SUPERVISE_FORM':
      return is(
        'notice',
        named('notice', text(`第${round}次`, `round ${round}`)),
        number && (round > 1 ? `${number}-${round}` : number),
      )
    default: {
      const kind = issuedKinds[String(member(entry.data, 'docType'))]
      return kind === undefined ? [] : is(kind, documentKinds[kind])
    }
  }
}

/** Documents that an entry issues under a number of their own, by their type. */
const issuedKinds: Record<string, DocumentKind> = {
  TALK_NOTICE: 'talk-notice',
  DISPOSITION_PROPOSAL: 'disposition',
  CLUE_TRANSFER: 'transfer',
  LETTER: 'letter',
  LETTER_AMENDMENT: 'amendment',
  DEPOSIT_CHANGE: 'deposit-change',
  RECTIFY_NOTICE: 'rectify-notice',
  CLOSE_FORM: 'close-form',
  ACCEPT_NOTICE: 'acceptance',
  NOT_ACCEPT_NOTICE: 'not-accepted',
  REPLY_LETTER: 'reply',
  COMPLAINT_TRANSFER: 'complaint-transfer',
  BULLETIN: 'bulletin',
  ASSESS_NOTICE: 'assess-notice',
  SCORE_SHEET: 'score-sheet',
  SCORE_CORRECTION: 'score-correction',
  RETENTION_NOTICE: 'retention',
  SETTLEMENT: 'settlement',
}

const named = (kind: DocumentKind, which: Text): Text =>
  text(
    `${documentKinds[kind].zh}（${which.zh}）`,
    `${documentKinds[kind].en} (${which.en.charAt(0).toLowerCase()}${which.en.slice(1)})`,
  )

const isText = (value: unknown): value is Text =>
  typeof member(value, 'zh') === 'string' && typeof member(value, 'en') === 'string'

const member = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined
