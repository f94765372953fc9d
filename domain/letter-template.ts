import type { Letter, LetterItem, LetterTemplate } from './letter-forms.ts'
import type { FieldError } from './refusals.ts'
import { type Text, text } from './text.ts'

/** What a unit answers for, by the directory: whose letter it is, its roads and its facilities. */
export type Duties = {
  unitId: string
  name: string
  shortName: string
  duty: string
  head: { userId: string; name: string } | null
  roads: string[]
  facilities: { name: string; planEnd: string | null }[]
}

/** The places of a template, each with what it stands for. */
export const places = {
  单位: text('单位全称', 'The name of the unit'),
  简称: text('单位简称', 'Its short name'),
  年度: text('年度', 'The year'),
  负责人: text('主要负责人姓名', 'The head of the unit'),
  职责: text('单位在创卫中的职责', 'What the unit does in the campaign'),
  路段: text('包保路段名称', 'Its road sections'),
  路段数: text('包保路段数', 'How many road sections'),
  设施: text('承建设施名称及完成时限', 'Its facilities and when they are to be ready'),
  设施数: text('承建设施数', 'How many facilities'),
} as const satisfies Record<string, Text>
type Place = keyof typeof places

const PLACE = /[{｛]\s*([^{}｛｝]+?)\s*[}｝]/g

/** What is wrong with a template: a place that is none of ours, misspelt most likely. */
export function placeFault(template: LetterTemplate): FieldError | null {
  const { title, goal, rewardClause, approval, items } = template
  const ofItems = items.map(({ content, target, standard }) => `${content}${target}${standard}`).join('')
  for (const [field, written] of Object.entries({ title, goal, items: ofItems, rewardClause, approval })) {
    const unknown = [...written.matchAll(PLACE)].map(([, name = '']) => name).find((name) => !(name in places))
    if (unknown !== undefined)
      return { path: [field], text: text(`没有“{${unknown}}”这个占位`, `There is no place {${unknown}}`) }
  }
  return null
}

const valuesOf = (duties: Duties, year: number): Record<Place, string> => ({
  单位: duties.name,
  简称: duties.shortName,
  年度: String(year),
  负责人: duties.head?.name ?? '',
  职责: duties.duty,
  路段: duties.roads.join('、'),
  路段数: duties.roads.length === 0 ? '' : String(duties.roads.length),
  设施: duties.facilities.map(({ name, planEnd }) => (planEnd ? `${name}（${planEnd}前）` : name)).join('、'),
  设施数: duties.facilities.length === 0 ? '' : String(duties.facilities.length),
})

/** Places that say what a unit may have none of; a task that names one is no task of a unit without it. */
const optional: readonly Place[] = ['路段', '路段数', '设施', '设施数', '职责']

/**
 * A template filled in with a unit's duties. Tasks about roads or facilities that the unit has none of are left out
 * (`left`), and their points go to the others in proportion, so that they still add up. The letter is as it comes out:
 * whoever sends it checks it by its form.
 */
export function filledIn(template: LetterTemplate, duties: Duties): { letter: Letter; left: string[] } {
  const values = valuesOf(duties, template.year)
  const fill = (written: string) =>
    written.replace(PLACE, (whole: string, name: string) => (name in values ? values[name as Place] : whole))
  const isOurs = ({ content, target }: LetterItem) =>
    [...`${content}${target}`.matchAll(PLACE)].every(
      ([, name]) => !optional.includes(name as Place) || values[name as Place] !== '',
    )
  const ours = template.items.filter(isOurs)
  const points = shared(
    ours.map((item) => item.points),
    100,
  )
  return {
    letter: {
      title: fill(template.title),
      unitId: duties.unitId,
      year: template.year,
      headId: duties.head?.userId ?? '',
      goal: fill(template.goal),
      items: ours.map((item, at) => ({
        ...item,
        no: at + 1,
        content: fill(item.content),
        standard: fill(item.standard),
        target: fill(item.target),
        points: points[at] ?? 0,
      })),
      rewardClause: fill(template.rewardClause),
      depositMode: template.depositMode,
      approval: fill(template.approval),
    },
    left: template.items.filter((item) => !isOurs(item)).map(({ content }) => content),
  }
}

/** Whole parts of `total` in proportion to `weights`; what rounding leaves goes to the largest remainders. */
export function shared(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight * total) / sum)
  const parts = exact.map(Math.floor)
  const rest = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact.map((value, at) => ({ at, left: value - Math.floor(value) }))
  byRemainder.sort((a, b) => b.left - a.left || a.at - b.at)
  for (const { at } of byRemainder.slice(0, rest)) parts[at] = (parts[at] ?? 0) + 1
  return parts
}
