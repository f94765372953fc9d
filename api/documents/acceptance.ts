import { failReasons, Reinspection } from '../../domain/forms.ts'
import type { Dossier, Task } from './dossier.ts'
import { type DocumentContent, fieldIf } from './model.ts'
import { doneBefore, inspectionText, numberBefore, photoIds, photoPairs, said, signedBy } from './record.ts'
import { choiceWords, chosen, dateText, timeText } from './words.ts'

/** 约谈整改验收意见: whether the commitments made at the talk were kept, as two inspectors found it. */
export function acceptanceDocument(dossier: Dossier, verdict: Task): DocumentContent {
  const at = verdict.closedAt ?? verdict.openedAt
  const record = doneBefore(dossier, ['holdTalk'], verdict.openedAt).at(-1)
  const overdue = verdict.step === 'keepCommitments'
  const report = overdue ? undefined : doneBefore(dossier, ['keepCommitments'], verdict.openedAt).at(-1)
  const visit = overdue ? undefined : doneBefore(dossier, ['reinspect'], verdict.openedAt).at(-1)
  const passed = said(visit?.outcome, 'result') === 'PASS'
  const reason = said(visit?.outcome, 'failReason')
  const photos = photoIds(visit?.outcome, 'photos')
  const rows = [
    { label: '督办事项', value: `${dossier.title}${dossier.number ? `（${dossier.number}）` : ''}` },
    { label: '责任单位', value: dossier.unitName(dossier.unitId) },
    { label: '约谈文号', value: numberBefore(dossier, 'TALK_NOTICE', at) },
    { label: '约谈时间', value: timeText(said(record?.outcome, 'heldAt')) },
    { label: '承诺事项', value: said(record?.outcome, 'commitments') },
    { label: '最后期限', value: timeText((overdue ? verdict : report)?.dueAt ?? '') },
    { label: '整改反馈', value: overdue ? '到期未反馈。' : said(report?.outcome, 'measures') },
    ...fieldIf('专项核查', visit && inspectionText(dossier, visit)),
    {
      label: '验收意见',
      value: passed
        ? `整改到位：${choiceWords(Reinspection.shape.result, 'PASS')}。`
        : `约谈后仍未落实${reason ? `：${chosen(failReasons, reason)}` : overdue ? '：逾期未反馈' : ''}。`,
    },
    ...(visit ? [{ label: '核查人', value: `${signedBy(dossier, visit)}\n${signedBy(dossier, verdict)}` }] : []),
  ]
  return {
    layout: 'FORM',
    issuer: null,
    number: null,
    title: '约谈整改验收意见',
    blocks: [
      { kind: 'fields', rows },
      { kind: 'signature', by: dossier.office, date: dateText(at) },
      ...(photos.length > 0
        ? [{ kind: 'photos' as const, title: '附：核查照片', rows: photoPairs(dossier, photos, '核查照片') }]
        : []),
    ],
  }
}
