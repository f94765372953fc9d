import { ExtensionRequest, Objection, ObjectionRuling } from '../../domain/correction-forms.ts'
import type { Dossier, Task } from './dossier.ts'
import { type DocumentContent, type Field, fieldIf, SEAL } from './model.ts'
import { entriesOf, part, said, signedBy } from './record.ts'
import { choiceWords, dateText, ordinal, timeText } from './words.ts'

/** Requests and their rulings (附录 A11): an extension, an objection, a hold, each on one form. */

const about = (dossier: Dossier, ruling: Task): Field[] => [
  {
    label: dossier.kind === 'rectification' ? '督办事项' : '事　　项',
    value: `${dossier.title}（${dossier.number ?? dossier.caseId}）`,
  },
  ...(dossier.kind === 'rectification' ? [{ label: '轮　　次', value: `${ordinal(ruling.round)}督办` }] : []),
  { label: '责任单位', value: dossier.unitName(unitAt(dossier, ruling)) },
  { label: '申请人', value: `${ruling.context.by ?? ''}　${timeText(ruling.openedAt)}` },
]

/** Who was responsible when the request was made: an upheld objection moves the case to another unit afterwards. */
function unitAt(dossier: Dossier, ruling: Task): string {
  const issued = entriesOf(dossier, 'documentIssued').findLast(
    ({ data, at }) =>
      ['SUPERVISE_FORM', 'RECTIFY_NOTICE'].includes(said(data, 'docType')) &&
      Date.parse(at) <= Date.parse(ruling.openedAt),
  )
  const content = part(issued?.data, 'content')
  return said(content, 'unitId') || said(content, 'leadUnitId') || dossier.unitId
}

const stepAsked = ({ tasks }: Dossier, ruling: Task): Task | undefined =>
  tasks.find(({ taskId }) => taskId === ruling.context.taskId)

const decided = (dossier: Dossier, ruling: Task | undefined, words: string): string =>
  ruling?.state === 'DONE'
    ? [words, said(ruling.outcome, 'reason'), signedBy(dossier, ruling)].filter(Boolean).join('\n')
    : '（待审批）\n（签字）'

const verdict = (ruling: Task | undefined): string =>
  said(ruling?.outcome, 'decision') === 'GRANT' ? '同意。' : '不同意。'

const formOf = (title: string, rows: Field[], number: string | null = null): DocumentContent => ({
  layout: 'FORM',
  issuer: null,
  number,
  title,
  blocks: [{ kind: 'fields', rows: [...rows, { label: '盖　　章', value: SEAL }] }],
})

/** 延期审批表. */
export function extensionDocument(dossier: Dossier, ruling: Task): DocumentContent {
  const step = stepAsked(dossier, ruling)
  const granted = said(ruling.outcome, 'decision') === 'GRANT'
  return formOf('延期审批表', [
    ...about(dossier, ruling),
    ...fieldIf('原期限', originalDue(dossier, ruling, step)),
    { label: '申请延长', value: `${ruling.context.workingDays ?? ''}个工作日` },
    { label: '原因类别', value: choiceWords(ExtensionRequest.shape.cause, ruling.context.cause ?? '') },
    { label: '理由与佐证', value: ruling.context.reason ?? '' },
    { label: '审批意见', value: decided(dossier, ruling, verdict(ruling)) },
    ...(granted ? fieldIf('延期后期限', step && `${timeText(step.dueAt)}前`) : []),
  ])
}

/** The due date that the ledger told when the step opened; the step itself shows only the present one. */
function originalDue(dossier: Dossier, ruling: Task, step: Task | undefined): string {
  const opened = entriesOf(dossier, 'taskOpened').find(({ data }) => said(data, 'taskId') === ruling.context.taskId)
  const due =
    said(part(opened?.data, 'due'), 'due') || (said(ruling.outcome, 'decision') === 'GRANT' ? '' : (step?.dueAt ?? ''))
  return due && `${timeText(due)}前`
}

/** 异议表及裁定. */
export function objectionDocument(dossier: Dossier, ruling: Task): DocumentContent {
  const suggested = ruling.context.suggestedUnitId
  const unitId = said(ruling.outcome, 'unitId')
  const words = choiceWords(ObjectionRuling.shape.decision, said(ruling.outcome, 'decision'))
  return formOf('异议表及裁定', [
    ...about(dossier, ruling),
    { label: '异议类型', value: choiceWords(Objection.shape.type, ruling.context.type ?? '') },
    { label: '异议理由\n与依据', value: ruling.context.grounds ?? '' },
    ...fieldIf('建议责任\n单　　位', suggested && suggested !== 'undefined' ? dossier.unitName(suggested) : ''),
    { label: '裁　　定', value: decided(dossier, ruling, `${words}。`) },
    ...fieldIf('改派单位', unitId && dossier.unitName(unitId)),
  ])
}

/** 挂账审批表; a long hold needs a second approval. It is numbered once it is granted. */
export function holdDocument(dossier: Dossier, ruling: Task, number: string | null): DocumentContent {
  const second = dossier.tasks.find(
    ({ step, context, openedAt }) =>
      step === 'holdSecondKey' &&
      context.taskId === ruling.context.taskId &&
      Date.parse(openedAt) >= Date.parse(ruling.openedAt),
  )
  const step = stepAsked(dossier, ruling)
  const rows = [
    ...about(dossier, ruling),
    ...fieldIf('涉及期限', step && `${timeText(step.dueAt)}前`),
    { label: '挂账原因', value: ruling.context.reason ?? '' },
    { label: '临时措施', value: ruling.context.interim ?? '' },
    { label: '销账日', value: dateText(ruling.context.until ?? '') },
    { label: '责任人', value: ruling.context.owner ?? '' },
    { label: '审批意见', value: decided(dossier, ruling, verdict(ruling)) },
    ...(second ? [{ label: '复核意见', value: decided(dossier, second, verdict(second)) }] : []),
  ]
  return formOf('挂账审批表', rows, number)
}
