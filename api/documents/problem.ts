import { kindNames } from '../../domain/problem-kinds.ts'
import type { Dossier } from './dossier.ts'
import { type Block, type DocumentContent, type Field, fieldIf } from './model.ts'
import {
  doneBefore,
  idsIn,
  nextOf,
  part,
  photoCell,
  photoIds,
  photoPairs,
  said,
  signedBy,
  type Issued,
} from './record.ts'
import { chosen, dateText, limitWords, timeText } from './words.ts'

const about = (dossier: Dossier): Field[] => [
  { label: '问题编号', value: dossier.caseId },
  { label: '类　　别', value: chosen(kindNames, said(dossier.content, 'category')) },
  { label: '地　　点', value: said(dossier.content, 'place') },
]

/** 整改通知书（派遣单） (handbook P12 step 3, §5): what, where, by whom, by when, on which grounds, and how to object. */
export function rectifyNoticeDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const order = part(issued.data, 'content')
  const receipt = nextOf(dossier, 'signFor', issued.at, 'dispatch')
  const phone = dossier.tasks.find(
    ({ step, state, openedAt }) =>
      step === 'phoneDelivery' && state === 'DONE' && Date.parse(openedAt) >= Date.parse(issued.at),
  )
  const due = nextOf(dossier, 'rectify', issued.at)
  const helpers = idsIn(order, 'coUnitIds').map(dossier.unitName)
  const photos = photoIds(dossier.content, 'photos')
  const blocks: Block[] = [
    {
      kind: 'fields',
      rows: [
        ...about(dossier),
        ...fieldIf('描　　述', said(dossier.content, 'description')),
        { label: '主办单位', value: dossier.unitName(said(order, 'leadUnitId') || dossier.unitId) },
        ...fieldIf('协办单位', helpers.join('、')),
        { label: '整改要求', value: said(order, 'requirement') },
        { label: '依　　据', value: said(order, 'basis') },
        {
          label: '整改期限',
          value: `自签收之日起${limitWords(part(order, 'limit'))}${due ? `，即${timeText(due.dueAt)}前` : ''}，并反馈整改后照片及情况。`,
        },
        { label: '异　　议', value: '对事实或责任划分有异议的，请于收到之日起1个工作日内书面提出。' },
        { label: '逾　　期', value: '逾期未整改且无正当理由的，按督查督办规定提请督办。' },
        {
          label: '签　　收',
          value: phone
            ? `电话送达：${said(phone.outcome, 'spokenTo')}接话　${timeText(said(phone.outcome, 'spokenAt'))}`
            : signedBy(dossier, receipt),
        },
      ],
    },
    { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
    ...(photos.length > 0
      ? [{ kind: 'photos' as const, title: '附：现场照片', rows: photoPairs(dossier, photos, '现场照片') }]
      : []),
  ]
  return { layout: 'FORM', issuer: dossier.office, number, title: '整改通知书（派遣单）', blocks }
}

/** 销号单 of a problem: what was done, who checked it, and photos before and after side by side. */
export function closeFormDocument(dossier: Dossier, issued: Issued, number: string | null): DocumentContent {
  const report = doneBefore(dossier, ['rectify'], issued.at).at(-1)
  const check = doneBefore(dossier, ['verify'], issued.at).at(-1)
  const own = photoIds(report?.outcome, 'photosBefore')
  const before = own.length > 0 ? own : photoIds(dossier.content, 'photos')
  const after = photoIds(report?.outcome, 'photosAfter')
  const order = part(issued.data, 'content')
  return {
    layout: 'FORM',
    issuer: null,
    number,
    title: '销号单',
    blocks: [
      {
        kind: 'fields',
        rows: [
          ...about(dossier),
          { label: '责任单位', value: dossier.unitName(said(order, 'leadUnitId') || dossier.unitId) },
          { label: '整改情况', value: said(report?.outcome, 'measures') },
          { label: '完成时间', value: timeText(said(report?.outcome, 'doneAt')) },
          { label: '反馈人', value: signedBy(dossier, report) },
          { label: '核查意见', value: said(check?.outcome, 'opinion') },
          { label: '核查人', value: signedBy(dossier, check) },
          { label: '销号意见', value: '整改到位，予以销号；7日、30日内回头看。' },
        ],
      },
      { kind: 'signature', by: dossier.office, date: dateText(issued.at) },
      ...(before.length + after.length > 0
        ? [
            {
              kind: 'photos' as const,
              title: '附：整改前后对比照片',
              rows: Array.from(
                { length: Math.max(before.length, after.length) },
                (_, row): [ReturnType<typeof photoCell>, ReturnType<typeof photoCell>] => [
                  photoCell(dossier, before[row], '整改前'),
                  photoCell(dossier, after[row], '整改后'),
                ],
              ),
            },
          ]
        : []),
    ],
  }
}
