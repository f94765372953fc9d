import { text } from '../text.ts'
import type { SheetItem, Thresholds } from './sheet.ts'

/**
 * The score sheets, by version. A half-year names the version by which it is scored: a version that was used is never
 * changed, a new one is added. The dimensions and their points are the handbook's (§3.4); only articles of the
 * national standard whose wording was verified are named (§3.2).
 */

const fiveGuarantees = [
  ['D1', '组织落实', 'Organisation', '成立创卫工作机构并印发文件'],
  ['D2', '人员落实', 'People', '明确不少于两名工作人员，含一名联络员'],
  ['D3', '经费落实', 'Money', '落实工作经费及来源'],
  ['D4', '任务落实', 'Tasks', '任务分解到人，有标准和期限'],
  ['D5', '措施落实', 'Measures', '有具体工作措施并推进'],
] as const

const county: SheetItem[] = [
  {
    code: 'A1',
    dimension: 'A',
    title: text('责任书到期任务完成', 'Tasks of the letter that fell due'),
    full: 4000,
    method: 'RECORD',
    rule: text(
      '按核验的完成率乘以各项分值折算；必成任务未完成的该项为零。没有责任书的查资料打分。',
      'Completion × points of each task; a task that must be done and is not counts nothing. By documents without a letter.',
    ),
    begins: 'NOTHING',
    mayNotApply: false,
  },
  {
    code: 'B1',
    dimension: 'B',
    title: text('七类问题日常督查', 'Daily inspection of the seven kinds of problems'),
    full: 3000,
    method: 'RECORD',
    rule: text(
      '由督办件、问题件逐件取数，按扣分表扣分，扣完为止；挂账、异议成立、延期内不扣。',
      'Taken off case by case, down to nothing; never for holds, upheld objections or within an extension.',
    ),
    begins: 'FULL',
    mayNotApply: false,
  },
  {
    code: 'C1',
    dimension: 'C',
    title: text('设施按期建成', 'Facilities built in time'),
    full: 700,
    method: 'DOCUMENTS',
    rule: text('按期得满分，每逾期十日扣1分，扣完为止。', 'Full in time; 1 point off for every ten days late.'),
    begins: 'NOTHING',
    mayNotApply: true,
  },
  {
    code: 'C2',
    dimension: 'C',
    title: text('设施验收合格', 'Facilities accepted'),
    full: 300,
    method: 'ON_SITE',
    rule: text('验收合格得满分，不合格扣3分。', 'Full when accepted; otherwise 3 points off.'),
    begins: 'NOTHING',
    mayNotApply: true,
  },
  ...fiveGuarantees.map(
    ([code, zh, en, rule]): SheetItem => ({
      code,
      dimension: 'D',
      title: text(zh, en),
      full: 160,
      method: 'DOCUMENTS',
      rule: text(`${rule}；缺项扣1.6分。`, 'In place, or 1.6 points off.'),
      begins: 'NOTHING',
      standard: '一（二）',
      mayNotApply: false,
    }),
  ),
  {
    code: 'E1',
    dimension: 'E',
    title: text('五包责任公示牌', 'Boards naming who is responsible'),
    full: 200,
    method: 'ON_SITE',
    rule: text('上墙、信息准确；每处缺失或不准扣0.5分。', 'Up and right; 0.5 off for each that is missing or wrong.'),
    begins: 'NOTHING',
    mayNotApply: true,
  },
  {
    code: 'E2',
    dimension: 'E',
    title: text('到段解决问题', 'Problems solved on one’s section'),
    full: 300,
    method: 'ON_SITE',
    rule: text('抽查包段问题，按解决率乘以3分。', 'Share of the sampled problems that was solved, times 3.'),
    begins: 'NOTHING',
    mayNotApply: true,
  },
  {
    code: 'F1',
    dimension: 'F',
    title: text('举报按时办理', 'Complaints handled in time'),
    full: 200,
    method: 'RECORD',
    rule: text('按时办理件数占比乘以2分。', 'Share handled in time, times 2.'),
    begins: 'FULL',
    standard: '一（五）',
    mayNotApply: true,
  },
  {
    code: 'F2',
    dimension: 'F',
    title: text('举报回访满意', 'Complainants satisfied'),
    full: 200,
    method: 'RECORD',
    rule: text(
      '回访表态的，满意和基本满意占比乘以2分；诉求超出法律政策或条件的不计。',
      'Of those who said: share satisfied, times 2; demands beyond law and means are left out.',
    ),
    begins: 'FULL',
    standard: '一（五）',
    mayNotApply: true,
  },
  {
    code: 'F3',
    dimension: 'F',
    title: text('举报一次办结', 'Complaints solved at once'),
    full: 100,
    method: 'RECORD',
    rule: text('没有二次办理的件数占比乘以1分。', 'Share not handled twice, times 1.'),
    begins: 'FULL',
    standard: '一（五）',
    mayNotApply: true,
  },
  {
    code: 'G1',
    dimension: 'G',
    title: text('宣传发动', 'Publicity'),
    full: 100,
    method: 'ON_SITE',
    rule: text('看宣传阵地和活动；缺一项扣0.5分。', 'Places and events; 0.5 off for each that is missing.'),
    begins: 'NOTHING',
    standard: '二（六）',
    mayNotApply: false,
  },
  {
    code: 'G2',
    dimension: 'G',
    title: text('创卫档案', 'Archives'),
    full: 100,
    method: 'DOCUMENTS',
    rule: text(
      '有计划、有部署、有检查、有总结；缺1条扣0.2分。',
      'Plan, orders, checks, summary; 0.2 off for each gap.',
    ),
    begins: 'NOTHING',
    standard: '一（三）',
    mayNotApply: false,
  },
]

type ScoreSheet = { title: ReturnType<typeof text>; items: readonly SheetItem[]; bands: Thresholds }

export const scoreSheets = {
  'COUNTY-1': {
    title: text('县级半年考核评分表（第1版）', 'County half-year sheet, version 1'),
    items: county,
    bands: { EXCELLENT: 9_000, GOOD: 8_000, PASSED: 7_000 },
  },
} as const satisfies Record<string, ScoreSheet>
export type SheetVersion = keyof typeof scoreSheets
export const newestSheet: SheetVersion = 'COUNTY-1'

/** The items of a sheet, in its order. */
export const itemsOf = (version: SheetVersion): readonly SheetItem[] => scoreSheets[version].items

/** An item by its code, or undefined where the sheet has none. */
export const itemOf = (version: SheetVersion, code: string): SheetItem | undefined =>
  itemsOf(version).find((item) => item.code === code)

/** The items that somebody scores by hand; the others come from the record. */
export const handItems = (version: SheetVersion): string[] =>
  itemsOf(version).flatMap(({ code, method }) => (method === 'RECORD' ? [] : [code]))

/** What items are called, over all versions, for choosing one. */
export const itemNames = Object.fromEntries(
  Object.values(scoreSheets).flatMap(({ items }) =>
    items.map(({ code, title }) => [code, text(`${code} ${title.zh}`, `${code} ${title.en}`)]),
  ),
)
