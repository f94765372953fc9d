import type { Scope } from '../../../domain/permissions.ts'
import type { Text } from '../../../domain/text.ts'
import { text } from '../../../domain/text.ts'
import type { inboxFilters } from '../../../domain/views.ts'

export type Filter = (typeof inboxFilters)[number]

export const filterNames: Record<Filter, Text> = {
  mine: text('待我办', 'For me'),
  overdue: text('已超期', 'Overdue'),
  today: text('今天到期', 'Due today'),
  unit: text('本单位在办', 'My unit'),
  done: text('我办过的', 'Done by me'),
}

/** What the fourth list is, by how far somebody sees. */
export const openNames: Record<Scope, Text> = {
  county: text('全县在办', 'All open'),
  unit: filterNames.unit,
  assigned: text('可查阅的在办', 'Open and shown to me'),
}

/** What an empty list means, per filter, and what one may do instead. */
export const emptyTexts: Record<Filter, { title: Text; hint: Text }> = {
  mine: {
    title: text('没有待办', 'Nothing is waiting for you'),
    hint: text('轮到您办理时会出现在这里，不用刷新。', 'What becomes yours to do appears here by itself.'),
  },
  overdue: {
    title: text('没有超期事项', 'Nothing is overdue'),
    hint: text('您的待办都在期限之内。', 'All that is yours is within its time limit.'),
  },
  today: {
    title: text('今天没有到期事项', 'Nothing is due today'),
    hint: text('可到“待我办”查看后续期限。', 'See “For me” for what is due later.'),
  },
  unit: {
    title: text('本单位没有在办事项', 'Your unit has no open steps'),
    hint: text('已办结的可在督办台账中查询。', 'Closed cases are in the list of notices.'),
  },
  done: {
    title: text('还没有办过的事项', 'You have completed nothing yet'),
    hint: text('您办结的每一步都会留在这里。', 'Every step you complete is kept here.'),
  },
}

export const nothingFound = (search: string): Text =>
  text(`没有找到与“${search}”有关的事项`, `Nothing matches “${search}”`)

export const inboxWords = {
  search: text('按文号、单位、地点或事项搜索', 'Search number, unit, place or subject'),
  sort: text('排序', 'Sort'),
  due: text('按期限', 'By due date'),
  opened: text('按到达时间', 'By arrival'),
  unit: text('按单位', 'By unit'),
  clear: text('清除搜索', 'Clear the search'),
  opens: text('J、K 键上下移动，回车打开', 'J and K move, Enter opens'),
  handler: text('承办', 'Handler'),
} as const
