import type { NoticeContent } from '../../domain/forms.ts'
import { type Text, text } from '../../domain/text.ts'

/** The columns of a sheet of notices: how the template offers them and by which field of the form they are read. */
export type NoticeColumn = {
  field: keyof NoticeContent
  title: Text
  help: Text
  example: Text
  /** In characters. */
  width: number
}

const column = (field: keyof NoticeContent, width: number, title: Text, help: Text, example: Text): NoticeColumn => ({
  field,
  title,
  help,
  example,
  width,
})

export const noticeColumns: NoticeColumn[] = [
  column(
    'title',
    30,
    text('事项', 'Subject'),
    text('必填，4至80字，一行一件', 'Required, 4 to 80 characters, one notice a row'),
    text('望溪农贸市场后巷垃圾清运', 'Waste behind Wangxi market'),
  ),
  column(
    'unitId',
    16,
    text('责任单位', 'Responsible unit'),
    text(
      '编号、全称或简称，可下拉选择；填了问题编号的可留空',
      'Number, name or short name; may be empty when a problem is given',
    ),
    text('商务局', '商务局'),
  ),
  column(
    'place',
    24,
    text('地点', 'Place'),
    text('2至120字；填了问题编号的可留空', '2 to 120 characters; may be empty when a problem is given'),
    text('望溪农贸市场后巷', 'Lane behind Wangxi market'),
  ),
  column(
    'facts',
    44,
    text('事实', 'Facts'),
    text(
      '何时、何地、什么问题，不少于10字；填了问题编号的可留空',
      'When, where, what; may be empty when a problem is given',
    ),
    text('11月20日巡查发现后巷堆放生活垃圾约3立方米。', 'On 20 November some 3 cubic metres of waste lay in the lane.'),
  ),
  column(
    'requirement',
    36,
    text('整改要求', 'What must be done'),
    text('必填，不少于5字', 'Required, at least 5 characters'),
    text('全部清运，地面冲洗，落实专人保洁。', 'Remove it all, wash the ground, name a cleaner.'),
  ),
  column(
    'legalBasis',
    24,
    text('依据', 'Legal basis'),
    text('必填：制度、标准或法律条款', 'Required: rule, standard or article'),
    text('《国家卫生城市标准》市容环境卫生', 'National Sanitary City standard'),
  ),
  column(
    'urgency',
    10,
    text('类别', 'Urgency'),
    text('一般、紧急、工程类；不填为一般', '一般, 紧急 or 工程类; empty means 一般'),
    text('一般', '一般'),
  ),
  column(
    'limit',
    14,
    text('期限', 'Time limit'),
    text('如 5个工作日；不填按类别默认', 'Such as 5个工作日 or 5 working days; empty means the usual one'),
    text('5个工作日', '5 working days'),
  ),
  column(
    'problemId',
    16,
    text('关联问题编号', 'Problem number'),
    text('可不填；填了自动带出单位、地点、事实', 'Optional; gives unit, place and facts'),
    text('', ''),
  ),
]

/** Rows of the template that are not notices begin with one of these. */
export const helpMark = text('说明：', 'Help: ')
export const exampleMark = text('示例：', 'Example: ')
export const isTemplateRow = (first: string): boolean => /^(说明|示例|help|example)\s*[:：]/i.test(first)

/** A title as it is compared: without the marks and remarks that people add to it. */
export const plainTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/\(.*?\)|[*\s]/g, '')
    .toLowerCase()
