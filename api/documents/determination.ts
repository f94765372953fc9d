import { roundFailures } from '../../domain/processes/rectification.ts'
import type { Dossier, Task } from './dossier.ts'
import { type DocumentContent, fieldIf } from './model.ts'
import { lastVisit } from './notice.ts'
import { doneBefore, inspectionText, numberBefore, part, said, signedBy } from './record.ts'
import { chosen, dateText, limitWords, ordinal, timeText } from './words.ts'

/** 未落实认定书: what was found, what the unit said, what was determined and why; or that it is not counted. */
export function determinationDocument(dossier: Dossier, task: Task): DocumentContent {
  const excused = said(task.outcome, 'decision') === 'EXCUSED'
  const rectify = dossier.tasks.findLast(
    ({ step, round, openedAt }) =>
      step === 'rectify' && round === task.round && Date.parse(openedAt) <= Date.parse(task.openedAt),
  )
  const visit = lastVisit(dossier, task.round, task.openedAt)
  const statement = doneBefore(dossier, ['statement'], task.openedAt).findLast(({ round }) => round === task.round)
  const rows = [
    { label: '督办事项', value: dossier.title },
    { label: '文　　号', value: numberBefore(dossier, 'SUPERVISE_FORM', task.openedAt) },
    { label: '轮　　次', value: `${ordinal(task.round)}督办` },
    { label: '责任单位', value: dossier.unitName(dossier.unitId) },
    ...fieldIf('整改期限', rectify && `${timeText(rectify.dueAt)}前`),
    { label: '未落实\n情　况', value: chosen(roundFailures, task.context.failure ?? '') },
    { label: '现场核查', value: visit ? inspectionText(dossier, visit) : '到期未反馈，未进入现场核查。' },
    { label: '单位说明', value: said(statement?.outcome, 'statement') || '未提出说明。' },
    { label: '认　　定', value: excused ? '非本单位原因，不计入未落实次数，继续整改。' : '未落实，计入未落实次数。' },
    { label: '认定理由', value: said(task.outcome, 'reason') },
    ...(excused ? fieldIf('继续整改\n期　　限', limitWords(part(task.outcome, 'limit'))) : []),
    { label: '认定人', value: signedBy(dossier, task) },
  ]
  return {
    layout: 'FORM',
    issuer: null,
    number: null,
    title: excused ? '不计未落实次数认定书' : '未落实认定书',
    blocks: [
      { kind: 'fields', rows },
      { kind: 'signature', by: dossier.office, date: dateText(task.closedAt ?? task.openedAt) },
    ],
  }
}
