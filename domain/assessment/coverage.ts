import { z } from 'zod'
import { type Text, text } from '../text.ts'
import { itemsOf, type SheetVersion } from './sheets.ts'

/**
 * 标准覆盖 (handbook §3.2, P18): by what each item of the score sheet, and each article of the national standard, was
 * looked at in a half-year, and what nobody has looked at.
 */

/** By what an item may have been looked at. */
export const coverageSources = {
  SCORED: text('现场与资料打分', 'Scored by hand'),
  DAILY: text('日常取数', 'Daily figures'),
  PROBLEMS: text('问题', 'Problems'),
  NOTICES: text('督办', 'Notices'),
  TASKS: text('责任书任务', 'Letters’ tasks'),
  COMPLAINTS: text('举报', 'Complaints'),
} as const satisfies Record<string, Text>
export type CoverageSource = keyof typeof coverageSources
export const sourceKeys = Object.keys(coverageSources) as CoverageSource[]

/** The articles whose wording was verified (§3.2), in short. The official text is to be imported before the others. */
export const articles = {
  '一（一）': text('纳入党委政府议程、规划和绩效考核', 'On the agenda of party and government'),
  '一（二）': text('爱卫组织健全，机构、人员、经费有保障', 'Organisation, staff and money'),
  '一（三）': text('年度有计划、部署、检查、总结', 'Plan, orders, checks, summary each year'),
  '一（四）': text('健康影响评估，公共卫生事件纳入规划', 'Health in planning'),
  '一（五）': text('畅通建议投诉渠道，核实解决，群众满意', 'Complaints heard and solved'),
  '二（六）': text('健康教育网络健全，提升健康素养', 'Health education'),
} as const satisfies Record<string, Text>
export type Article = keyof typeof articles
export const articleKeys = Object.keys(articles) as Article[]

const CoverageSourceKey = z.enum(sourceKeys as [CoverageSource, ...CoverageSource[]])

export const CoverageQuery = z.object({
  year: z.coerce.number().int().min(2020).max(2100),
  half: z.enum(['H1', 'H2']),
  unitId: z.string().max(20).optional(),
})
export type CoverageQuery = z.infer<typeof CoverageQuery>

/** Which figure's cases are asked for. */
export const CoverageCell = CoverageQuery.extend({ item: z.string().max(8), source: CoverageSourceKey })
export type CoverageCell = z.infer<typeof CoverageCell>

export const CoverageRow = z.object({
  item: z.string(),
  /** How many cases of each source cover it. */
  counts: z.record(CoverageSourceKey, z.number()),
  /** Units that it was looked at in, and those that it does not apply to. */
  seen: z.array(z.string()),
  left: z.array(z.string()),
})
export type CoverageRow = z.infer<typeof CoverageRow>

export const CoverageView = z.object({
  sheet: z.string(),
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  rows: z.array(CoverageRow),
})
export type CoverageView = z.infer<typeof CoverageView>

export const CoverageCases = z.object({
  items: z.array(z.object({ caseId: z.string(), title: z.string(), unitName: z.string() })),
  total: z.number(),
})

/** One item looked at in one unit by one source: how many cases. `left` where the item does not apply to the unit. */
export type Look = { item: string; source: CoverageSource | 'LEFT'; unitId: string; cases: number }

const noCounts = (): Record<CoverageSource, number> => ({
  SCORED: 0,
  DAILY: 0,
  PROBLEMS: 0,
  NOTICES: 0,
  TASKS: 0,
  COMPLAINTS: 0,
})

/** A row for every item of the sheet, also for those that nobody has looked at. */
export function coverageRows(version: SheetVersion, looks: readonly Look[]): CoverageRow[] {
  return itemsOf(version).map(({ code }) => {
    const counts = noCounts()
    const seen = new Set<string>()
    const left = new Set<string>()
    for (const { item, source, unitId, cases } of looks) {
      if (item !== code) continue
      if (source === 'LEFT') left.add(unitId)
      else {
        counts[source] += cases
        seen.add(unitId)
      }
    }
    return { item: code, counts, seen: [...seen].sort(), left: [...left].filter((unit) => !seen.has(unit)).sort() }
  })
}

/** Units that an item applies to and in which nobody has looked at it. */
export const unseenUnits = <U extends { id: string }>({ seen, left }: CoverageRow, units: readonly U[]): U[] =>
  units.filter(({ id }) => !seen.includes(id) && !left.includes(id))

/** The items that serve an article, and how many cases cover it; without items the sheet asks nothing of it. */
export const articleCoverage = (version: SheetVersion, rows: readonly CoverageRow[], article: Article) => {
  const items = itemsOf(version).filter(({ standard }) => standard === article)
  const of = rows.filter(({ item }) => items.some(({ code }) => code === item))
  const cases = of.reduce((sum, { counts }) => sum + Object.values(counts).reduce((all, count) => all + count, 0), 0)
  return { items, cases }
}
