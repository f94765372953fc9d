import { type Text, text } from '../../../domain/text.ts'

/** What can be done to schedules, one or many; `dated` ones are about a span of days. */
export const acts = {
  pause: {
    label: text('停用', 'Pause'),
    dated: false,
    note: text('停用期间不开立，恢复后可以补开。', 'Nothing is opened meanwhile; it can be made up for later.'),
  },
  resume: {
    label: text('恢复', 'Resume'),
    dated: false,
    note: text('从下一个时刻起照常开立。', 'It runs again from its next time on.'),
  },
  trigger: {
    label: text('立即运行', 'Run now'),
    dated: false,
    note: text(
      '现在开立一次；上一次还没有办结的不另开，不上班的日子按计划不开。',
      'Opens one now, unless the one before is still open or the plan leaves this day out.',
    ),
  },
  backfill: {
    label: text('补开', 'Make up'),
    dated: true,
    note: text(
      '已开立过的时刻不会再开；期限从现在起算。',
      'What was opened is not opened again; its limit runs from now.',
    ),
  },
  exclude: {
    label: text('停开几天', 'Leave days out'),
    dated: true,
    note: text('这几天不开立，之后自动照常。', 'Nothing is opened on these days; afterwards it goes on by itself.'),
  },
  readmit: {
    label: text('取消停开', 'Take days back'),
    dated: true,
    note: text('与这几天有重叠的停开全部取消。', 'Whatever was left out and touches these days is opened again.'),
  },
} as const satisfies Record<string, { label: Text; dated: boolean; note: Text }>

export type Act = keyof typeof acts
export const actCodes = Object.keys(acts) as Act[]
