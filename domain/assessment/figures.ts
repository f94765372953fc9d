import { apportioned, scaled } from '../points.ts'
import { deductionLine, type ScoreLine } from './score.ts'
import { type Deduction, deductions } from './sheet.ts'
import { handItems, itemOf, type SheetVersion } from './sheets.ts'

/** What a half-year's cases say of a unit, turned into lines of its score, each with its case (handbook §3.4). */

export type Finding = { caseId: string; what: Deduction; times: number; title: string }

/** A task of the unit's letter that fell due; `rate` is how much was verified as done, per cent. */
export type LetterTask = { caseId: string; content: string; points: number; mustDo: boolean; rate: number }

/** A complaint that the unit handled; `satisfied` is null where nobody said, or what was asked is not to be counted. */
export type HandledComplaint = {
  caseId: string
  title: string
  late: boolean
  twice: boolean
  satisfied: boolean | null
}

export type Figures = {
  lines: ScoreLine[]
  notApplicable: { item: string; reason: string }[]
  /** The items that are left for people to score. */
  byHand: string[]
}

/** The lines that come by themselves, and what is left to score by hand. */
export function figuresOf(
  version: SheetVersion,
  findings: Finding[],
  tasks: LetterTask[],
  complaints: HandledComplaint[],
): Figures {
  const handled = complaintLines(version, complaints)
  return {
    lines: [...findings.flatMap(findingLines), ...letterLines(version, tasks), ...handled.lines],
    notApplicable: handled.notApplicable,
    byHand: [...(tasks.length === 0 ? ['A1'] : []), ...handItems(version)],
  }
}

const findingLines = ({ caseId, what, times, title }: Finding): ScoreLine[] =>
  Array.from({ length: times }, () => deductionLine(what, caseId, `${deductions[what].title.zh}：${title}`))

/**
 * The letter's tasks by completion × points, converted to the item's full points so that they add up exactly. A task
 * that must be done counts nothing unless it is done.
 */
export function letterLines(version: SheetVersion, tasks: LetterTask[]): ScoreLine[] {
  const all = tasks.reduce((sum, { points }) => sum + points, 0)
  const full = itemOf(version, 'A1')?.full ?? 0
  const counted = tasks.map((task) => (task.mustDo && task.rate < 100 ? 0 : task.rate) * task.points)
  const earned =
    all === 0
      ? 0
      : scaled(
          counted.reduce((sum, of) => sum + of, 0),
          full,
          all * 100,
        )
  const shares = apportioned(earned, counted)
  return tasks.map(({ caseId, content, mustDo, rate }, at) => ({
    item: 'A1',
    points: shares[at] ?? 0,
    reason: `${content}：完成${rate}%${mustDo && rate < 100 ? '，必成任务未完成不得分' : ''}`,
    caseId,
  }))
}

/** What late, unsatisfying and repeated handling takes off, shared out over its cases; nothing handled, nothing scored. */
function complaintLines(
  version: SheetVersion,
  complaints: HandledComplaint[],
): { lines: ScoreLine[]; notApplicable: Figures['notApplicable'] } {
  const said = complaints.filter(({ satisfied }) => satisfied !== null)
  const parts = [
    { item: 'F1', of: complaints, bad: complaints.filter(({ late }) => late), why: '逾期办理' },
    { item: 'F2', of: said, bad: said.filter(({ satisfied }) => satisfied === false), why: '回访不满意' },
    { item: 'F3', of: complaints, bad: complaints.filter(({ twice }) => twice), why: '二次办理' },
  ]
  return {
    lines: parts.flatMap(({ item, of, bad, why }) => {
      if (of.length === 0) return []
      const full = itemOf(version, item)?.full ?? 0
      const lost = full - scaled(of.length - bad.length, full, of.length)
      const shares = apportioned(
        lost,
        bad.map(() => 1),
      )
      return bad.map(({ caseId, title }, at) => ({
        item,
        points: 0 - (shares[at] ?? 0),
        reason: `${why}：${title}（共${of.length}件）`,
        caseId,
      }))
    }),
    notApplicable: parts.flatMap(({ item, of }) =>
      of.length > 0 ? [] : [{ item, reason: item === 'F2' ? '考核期内没有可计的回访表态' : '考核期内没有承办举报' }],
    ),
  }
}
