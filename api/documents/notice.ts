import { NoticeContent } from '../../domain/forms.ts'
import { roundFailures } from '../../domain/processes/rectification.ts'
import type { Dossier, Task } from './dossier.ts'
import { type Block, type DocumentContent, type Field, fieldIf, SEAL } from './model.ts'
import {
  doneBefore,
  entriesOf,
  inspectionText,
  nextOf,
  numberBefore,
  part,
  photoIds,
  photoPairs,
  said,
  signedBy,
} from './record.ts'
import { chosen, dateText, limitWords, ordinal, timeText } from './words.ts'

/** 督办通知, one per round; a further round says what failed before and what follows from failing again (§附录 A1). */
export function noticeDocument(
  dossier: Dossier,
  issued: { at: string; data?: unknown },
  number: string | null,
): DocumentContent {
  const content = part(issued.data, 'content')
  const round = Number(said(issued.data, 'round') || 1)
  const unitId = said(content, 'unitId') || dossier.unitId
  const ids = photoIds(content, 'photos')
  const place = said(content, 'place')
  const problem = said(content, 'problemId')
  const delivery = dossier.tasks.find(
    (task) =>
      ['receipt', 'phoneDelivery'].includes(task.step) &&
      task.state === 'DONE' &&
      Date.parse(task.openedAt) >= Date.parse(issued.at) &&
      task.round === round,
  )
  const rows: Field[] = [
    {
      label: '督办事项',
      value: `${said(content, 'title')}${place ? `（${place}）` : ''}${problem ? `\n关联问题：${problem}` : ''}`,
    },
    { label: '责任单位', value: dossier.unitName(unitId) + headOf(dossier, unitId) },
    ...fieldIf('前次督办', earlierFailure(dossier, round, issued.at)),
    { label: '事　　实', value: `${said(content, 'facts')}${ids.length > 0 ? `（照片${ids.length}张附后）` : ''}` },
    { label: '整改要求\n与标准', value: said(content, 'requirement') },
    { label: '依　　据', value: said(content, 'legalBasis') },
    { label: '整改期限', value: limitSentence(dossier, issued.at, round, part(content, 'limit')) },
    { label: '异　　议', value: objectionSentence(dossier, issued.at, round) },
    ...(round > 1 ? fieldIf('再次未落\n实的后果', said(content, 'consequence')) : []),
    { label: '签　　发', value: signedBy(dossier, doneBefore(dossier, ['signOff'], issued.at).at(-1)) },
    { label: '签　　收', value: deliveryText(dossier, delivery) },
  ]
  const blocks: Block[] = [
    { kind: 'fields', rows },
    { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ...(round > 1 ? [colophon(dossier, issued.at)] : []),
    ...(ids.length > 0
      ? [{ kind: 'photos' as const, title: '附：现场照片', rows: photoPairs(dossier, ids, '现场照片') }]
      : []),
  ]
  return {
    layout: 'FORM',
    issuer: dossier.office,
    number,
    title: round > 1 ? `督办通知（${ordinal(round)}）` : '督办通知',
    blocks,
  }
}

function deliveryText(dossier: Dossier, delivery: Task | undefined): string {
  if (!delivery) return '签收人：　　　　　　　时间：'
  if (delivery.step === 'receipt') return signedBy(dossier, delivery)
  return `电话送达：${said(delivery.outcome, 'spokenTo')}接话　${timeText(said(delivery.outcome, 'spokenAt'))}`
}

// Signed by a higher hand, a further round is copied to those whom the handbook names (P14 step 8).
const colophon = (dossier: Dossier, at: string): Block => ({
  kind: 'colophon',
  copies: '县委办公室，县政府办公室，县纪委监委。',
  by: dossier.office,
  date: dateText(at),
})

const headOf = ({ unitId: own, headName }: Dossier, unitId: string): string =>
  headName !== null && unitId === own ? `　　主要负责人：${headName}` : ''

function limitSentence(dossier: Dossier, at: string, round: number, limit: unknown): string {
  const rectify = nextOf(dossier, 'rectify', at)
  const until = rectify?.round === round ? `，即${timeText(rectify.dueAt)}前` : ''
  return `自签收之日起${limitWords(limit)}内完成整改，并书面反馈（主要负责人签字、单位盖章）${until}。`
}

function objectionSentence(dossier: Dossier, at: string, round: number): string {
  const rectify = nextOf(dossier, 'rectify', at)
  const until =
    rectify?.round === round && rectify.objectUntil ? `于${timeText(rectify.objectUntil)}前` : '于签收后1个工作日内'
  return `如对事实、责任划分有异议，请${until}书面提出；裁定前不升级。`
}

/** What the round before came to: its number, its limit, what was found and why it failed. */
function earlierFailure(dossier: Dossier, round: number, at: string): string {
  const failed = entriesOf(dossier, 'roundFailed').findLast((entry) => Date.parse(entry.at) <= Date.parse(at))
  if (round === 1 || !failed) return ''
  const failedRound = Number(said(failed.data, 'round'))
  const issued = entriesOf(dossier, 'documentIssued').findLast(
    ({ data }) => said(data, 'docType') === 'SUPERVISE_FORM' && Number(said(data, 'round')) === failedRound,
  )
  const rectify = dossier.tasks.findLast((task) => task.step === 'rectify' && task.round === failedRound)
  const number = said(issued?.data, 'documentNo')
  const visit = lastVisit(dossier, failedRound, failed.at)
  return [
    `${ordinal(failedRound)}督办${number ? `（${number}）` : ''}${rectify ? `期限为${timeText(rectify.dueAt)}` : ''}，仍未落实：${chosen(roundFailures, said(failed.data, 'reason'))}。`,
    ...(visit ? [inspectionText(dossier, visit)] : []),
    `现予${ordinal(round)}督办。`,
  ].join('\n')
}

/** The inspection by which a round was found undone, or nothing when none came that far. */
export function lastVisit(dossier: Dossier, round: number, at: string): Task | undefined {
  const last = doneBefore(dossier, ['reinspect', 'rectify'], at)
    .filter((task) => task.round === round)
    .at(-1)
  return last?.step === 'reinspect' ? last : undefined
}

/** 送达回证: of a notice or of a notice of talk, signed for in person or told by telephone. */
export function receiptDocument(dossier: Dossier, task: Task): DocumentContent {
  const ofTalk = task.step.startsWith('talk')
  const byPhone = task.step === 'phoneDelivery' || task.step === 'talkPhoneDelivery'
  const type = ofTalk ? 'TALK_NOTICE' : 'SUPERVISE_FORM'
  const issued = entriesOf(dossier, 'documentIssued').findLast(
    ({ data, at }) => said(data, 'docType') === type && Date.parse(at) <= Date.parse(task.openedAt),
  )
  const notice = NoticeContent.pick({ unitId: true }).safeParse(part(issued?.data, 'content')).data
  const rows: Field[] = [
    { label: '送达文书', value: ofTalk ? '约谈通知书' : `督办通知（${ordinal(task.round)}）` },
    { label: '文　　号', value: numberBefore(dossier, type, task.openedAt) },
    { label: '督办事项', value: dossier.title },
    { label: '受送达\n单　位', value: dossier.unitName(notice?.unitId ?? dossier.unitId) },
    { label: '下发时间', value: timeText(issued?.at ?? task.openedAt) },
    { label: '送达方式', value: byPhone ? '电话送达（逾期未签收）' : '系统签收' },
    ...(byPhone
      ? [
          { label: '接话人', value: said(task.outcome, 'spokenTo') },
          { label: '通话时间', value: timeText(said(task.outcome, 'spokenAt')) },
          { label: '通话要点', value: said(task.outcome, 'note') },
          { label: '送达人', value: signedBy(dossier, task) },
        ]
      : [{ label: '签收人', value: signedBy(dossier, task) }, ...fieldIf('备　　注', said(task.outcome, 'note'))]),
    { label: '受送达单\n位盖章', value: SEAL },
  ]
  return { layout: 'FORM', issuer: null, number: null, title: '送达回证', blocks: [{ kind: 'fields', rows }] }
}
