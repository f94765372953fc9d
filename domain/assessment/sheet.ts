import { type Text, text } from '../text.ts'

/**
 * What every score sheet of a half-year is made of (handbook §3.4): a hundred points in seven dimensions, what daily
 * figures take off, vetoes, bands. Points are integers of 0.01. The items of a sheet are in `sheets.ts`.
 */
export const dimensions = {
  A: { title: text('责任书任务完成', 'Tasks of the letter of responsibility'), full: 4000 },
  B: { title: text('日常督查（七类问题）', 'Daily inspection (seven kinds of problems)'), full: 3000 },
  C: { title: text('硬件设施建设', 'Facilities'), full: 1000 },
  D: { title: text('组织保障（五落实）', 'Organisation (five guarantees)'), full: 800 },
  E: { title: text('五包责任', 'Five responsibilities'), full: 500 },
  F: { title: text('举报办理', 'Complaints handled'), full: 500 },
  G: { title: text('宣传与档案', 'Publicity and archives'), full: 200 },
} as const satisfies Record<string, { title: Text; full: number }>
export type Dimension = keyof typeof dimensions
export const dimensionKeys = Object.keys(dimensions) as Dimension[]

/** How an item is scored: seen on site, drawn from the record of cases by itself, or from documents. */
export const methods = {
  ON_SITE: text('现场', 'On site'),
  RECORD: text('系统取数', 'From the record'),
  DOCUMENTS: text('查资料', 'Documents'),
} as const satisfies Record<string, Text>
type Method = keyof typeof methods

/** One item of a sheet. `begins` says whether points are lost from full or earned from nothing. */
export type SheetItem = {
  code: string
  dimension: Dimension
  title: Text
  full: number
  method: Method
  /** How its points come about. */
  rule: Text
  begins: 'FULL' | 'NOTHING'
  /** The article of the national standard that it serves, where that was verified (handbook §3.2). */
  standard?: string
  /** Whether a unit may have nothing of it. */
  mayNotApply: boolean
}

/** What the daily figures take off dimension B, each from a case (§3.4, table B). Points, negative. */
export const deductions = {
  NO_REPORT: { title: text('超期未反馈', 'No report by the due date'), points: -50 },
  CHECK_FAILED: { title: text('核查不通过', 'Check not passed'), points: -50 },
  FIRST_NOTICE: { title: text('第一次督办', 'First notice'), points: -100 },
  SECOND_NOTICE: { title: text('第二次督办', 'Second notice'), points: -200 },
  TALK: { title: text('约谈', 'Talk'), points: -500 },
  RELAPSE: { title: text('反弹', 'Relapse'), points: -50 },
  FAKED: { title: text('虚假整改', 'Faked evidence'), points: -300 },
  NAMED_BY_SUPERIOR: { title: text('被上级暗访点名', 'Named by a superior’s unannounced visit'), points: -200 },
  BULLETIN: { title: text('通报批评', 'Criticised in a bulletin'), points: -100 },
} as const satisfies Record<string, { title: Text; points: number }>
export type Deduction = keyof typeof deductions

/** What ends every ranking: the unit fails whatever its points (§3.4; each with its document). */
export const vetoes = {
  FALSE_DATA: text('数据材料弄虚作假查实', 'Falsified data, proven'),
  KEY_ITEM_FAILED: text('因本单位导致市级关键项不达标', 'A key item failed because of this unit'),
  SAFETY_EVENT: text('发生责任性重大公共卫生或安全事件', 'A major health or safety event it answers for'),
  DEFIED: text('拒不执行指挥部决定', 'Refused to carry out a decision of the headquarters'),
} as const satisfies Record<string, Text>
export type Veto = keyof typeof vetoes

export const bands = {
  EXCELLENT: text('优秀', 'Excellent'),
  GOOD: text('良好', 'Good'),
  PASSED: text('合格', 'Passed'),
  FAILED: text('不合格', 'Failed'),
} as const satisfies Record<string, Text>
export type Band = keyof typeof bands

/** The least points of each band; what is below all of them has failed. */
export type Thresholds = Record<Exclude<Band, 'FAILED'>, number>
