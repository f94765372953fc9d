import type { AmendmentProposal, Change, Letter, LetterItem } from './letter-forms.ts'

/** A task of a letter with its number: by its order unless an amendment has given it one. */
export type NumberedItem = LetterItem & { no: number }

/** The tasks of a letter by number. Those without one get the next that is free. */
export function numbered(items: readonly LetterItem[]): NumberedItem[] {
  let last = Math.max(0, ...items.map(({ no }) => no ?? 0))
  return items.map((item) => ({ ...item, no: item.no ?? (last += 1) }))
}

/**
 * The letter as a proposal would have it. A task keeps its number, by that number or by its very words; new ones are
 * numbered after all that there were.
 */
export function amendedLetter(letter: Letter, proposal: AmendmentProposal): Letter {
  const before = numbered(letter.items)
  const free = new Set(before.map(({ no }) => no))
  let last = Math.max(0, ...free)
  const named = proposal.items.map(({ no }) => (no !== undefined && free.delete(no) ? no : undefined))
  const items = proposal.items.map((item, at) => {
    const same = before.find(({ no, content }) => free.has(no) && content === item.content)?.no
    const no = named[at] ?? same ?? (last += 1)
    free.delete(no)
    return { ...item, no }
  })
  return { ...letter, goal: proposal.goal, rewardClause: proposal.rewardClause, items }
}

const told = (item: LetterItem | undefined): string =>
  item === undefined
    ? ''
    : [
        item.content,
        ...(item.standard ? [`标准：${item.standard}`] : []),
        ...(item.target ? [`量化值：${item.target}`] : []),
        `${item.dueOn}前完成`,
        `${item.points}分`,
        ...(item.mustDo === 'YES' ? ['必成'] : []),
      ].join('；')

/** What differs between two texts of a letter, clause by clause; `before` is empty for what is new. */
export function changesBetween(before: Letter, after: Letter): Change[] {
  const [was, is] = [numbered(before.items), numbered(after.items)]
  const numbers = [...new Set([...was, ...is].map(({ no }) => no))].sort((a, b) => a - b)
  const ofItems = numbers.map((no) => ({
    what: `任务${no}`,
    before: told(was.find((item) => item.no === no)),
    after: told(is.find((item) => item.no === no)),
  }))
  return [
    { what: '总体目标', before: before.goal, after: after.goal },
    ...ofItems,
    { what: '奖惩条款', before: before.rewardClause, after: after.rewardClause },
  ].filter((change) => change.before !== change.after)
}

/** Whether a task asks for something else than before, so that it begins anew; its points alone don't matter to that. */
export const asksOtherwise = (before: LetterItem, after: LetterItem): boolean =>
  before.content !== after.content ||
  before.target !== after.target ||
  before.standard !== after.standard ||
  before.dueOn !== after.dueOn
