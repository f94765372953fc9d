import type { Dossier } from './dossier.ts'
import { type DocumentContent, fieldIf, type PhotoCell } from './model.ts'
import { doneBefore, entriesOf, inspectionText, part, photoCell, photoIds, said, signedBy } from './record.ts'
import { dateText, ordinal, timeText } from './words.ts'

/** 销号单: what was done, who found it done, and photos before and after side by side, four to a page. */
export function closingDocument(dossier: Dossier, closed: { at: string; data?: unknown }): DocumentContent {
  const report = doneBefore(dossier, ['rectify', 'keepCommitments'], closed.at).at(-1)
  const visit = doneBefore(dossier, ['reinspect'], closed.at).at(-1)
  const countersign = doneBefore(dossier, ['countersign'], closed.at).at(-1)
  const rounds = Number(said(closed.data, 'rounds') || 1)
  const photos = pairs(dossier, closed.at, report?.outcome)
  return {
    layout: 'FORM',
    issuer: null,
    number: null,
    title: '销号单',
    blocks: [
      {
        kind: 'fields',
        rows: [
          { label: '督办事项', value: dossier.title },
          { label: '文　　号', value: dossier.number ?? '' },
          ...fieldIf('关联问题', dossier.problemNo),
          { label: '责任单位', value: dossier.unitName(dossier.unitId) },
          {
            label: '轮　　次',
            value: `${ordinal(rounds)}督办${report?.step === 'keepCommitments' ? '，约谈后' : ''}落实`,
          },
          { label: '整改情况', value: said(report?.outcome, 'measures') },
          { label: '完成时间', value: timeText(said(report?.outcome, 'doneAt')) },
          { label: '反馈人', value: signedBy(dossier, report) },
          { label: '核查情况', value: visit ? inspectionText(dossier, visit) : '' },
          { label: '核查人', value: `${signedBy(dossier, visit)}\n${signedBy(dossier, countersign)}` },
          { label: '销号意见', value: '落实，予以销号。' },
        ],
      },
      { kind: 'signature', by: dossier.office, date: dateText(closed.at) },
      ...(photos.length > 0 ? [{ kind: 'photos' as const, title: '附：整改前后对比照片', rows: photos }] : []),
    ],
  }
}

/** Before on the left, after on the right; what the report does not show from before, the notice does. */
function pairs(dossier: Dossier, at: string, report: unknown): [PhotoCell, PhotoCell][] {
  const issued = entriesOf(dossier, 'documentIssued').findLast(
    (entry) => said(entry.data, 'docType') === 'SUPERVISE_FORM' && Date.parse(entry.at) <= Date.parse(at),
  )
  const own = photoIds(report, 'photosBefore')
  const befores = own.length > 0 ? own : photoIds(part(issued?.data, 'content'), 'photos')
  const afters = photoIds(report, 'photosAfter')
  return Array.from({ length: Math.max(befores.length, afters.length) }, (_, row): [PhotoCell, PhotoCell] => [
    photoCell(dossier, befores[row], '整改前'),
    photoCell(dossier, afters[row], '整改后'),
  ])
}
