import { addDays, dateOf, dayOf, instantOf, type Calendar } from '../../domain/calendar.ts'
import type { Actor } from '../../domain/people.ts'
import type { County } from './county.ts'
import type { Dice } from './dice.ts'
import type { Fate } from './fate.ts'
import { letterSaid } from './letters.ts'
import { appealed, ruled, scored } from './scoring.ts'
import { dispatched, handled, sorted } from './sorting.ts'

/** What somebody knows who answers a step. */
export type Asked = {
  county: County
  calendar: Calendar
  dice: Dice
  fate: Fate
  caseId: string
  unitId: string
  failedRounds: number
  /** How often this step was answered in this case before. */
  times: number
  context: Record<string, string>
  by: Actor
  /** ms, the case's own time. */
  now: number
}

const approve = { decision: 'APPROVE' }
const result = (done: boolean) => (done ? { result: 'PASS' } : { result: 'FAIL', failReason: 'PARTLY_DONE' })
const at = (ms: number) => new Date(ms).toISOString()
const others = ({ county, by, unitId }: Asked) =>
  county.holding('OFFICE_INSPECTOR').filter((one) => one.userId !== by.userId && one.unitId !== unitId)

/** Some steps one would rather send back once. */
const returned = (asked: Asked, chance: number, key = 'decision') =>
  asked.times === 0 && asked.fate.contentious && asked.dice.chance(chance)
    ? { [key]: 'RETURN', opinion: '材料不齐，请补充后再报。' }
    : approve

/** Ten o'clock of the working day that comes so many days later. */
function workingMorning({ calendar, now }: Asked, days: number): string {
  let date = addDays(dateOf(now), days)
  while (!dayOf(calendar, date).works) date = addDays(date, 1)
  return at(instantOf(date, 10))
}

type Answer = (asked: Asked) => Record<string, unknown>

const answers: Record<string, Answer> = {
  signOff: (asked) => returned(asked, 0.2),
  redraft: ({ county, unitId }) => ({ unitId, photos: county.photosOf('OFFICE').slice(0, 1) }),
  reinspect: (asked) => ({
    ...result(asked.failedRounds >= asked.fate.fails),
    coInspectorId: asked.dice.pick(others(asked)).userId,
  }),
  countersign: ({ dice, times }) =>
    times === 0 && dice.chance(0.05)
      ? { decision: 'DISAGREE', opinion: '角度不同，需再看一次。' }
      : { decision: 'AGREE' },
  determination: ({ dice }) => ({ decision: dice.chance(0.08) ? 'EXCUSED' : 'FAILED' }),
  lookBack: ({ fate, times }) => ({ result: times < fate.relapses ? 'RELAPSED' : 'HELD' }),

  proposeTalk: ({ county }) => ({ secondLeaderId: county.holding('DEPUTY_COMMANDER')[0]?.userId }),
  checkProcedure: ({ times, fate }) =>
    times === 0 && fate.contentious
      ? { decision: 'RETURN', opinion: '请补附第二次督办的核查记录。' }
      : { decision: 'PASS' },
  approveTalk: (asked) => ({ ...approve, at: workingMorning(asked, 9), place: '县政府二号会议室' }),
  holdTalk: (asked) => ({
    attendance: asked.times === 0 && asked.dice.chance(0.1) ? 'EXCUSED' : 'PRESENT',
    attendeeId: asked.county.headOf(asked.unitId).userId,
    leaderIds: ['COMMANDER', 'DEPUTY_COMMANDER'].map((role) => asked.county.holding(role as 'COMMANDER')[0]?.userId),
    limit: { unit: 'WD', value: 10 },
  }),
  reappointTalk: (asked) => ({ at: workingMorning(asked, 9), place: '县政府二号会议室' }),
  rescheduleRuling: () => ({ decision: 'DENY' }),

  draftDisposition: ({ dice }) => ({ kind: dice.pick(['CRITICISM', 'ADMONITION', 'ORDERED_RESIGNATION']) }),
  defense: ({ dice }) =>
    dice.chance(0.5) ? { decision: 'STATED', statement: '情况属实，请从轻。' } : { decision: 'WAIVED' },
  legalReview: () => ({ decision: 'PASS' }),
  deliberate: ({ dice }) => ({ decision: dice.chance(0.85) ? 'SEND' : 'NO_ACTION' }),
  organDecision: ({ dice }) => ({ kind: dice.pick(['CRITICISM', 'ADMONITION', 'ORDERED_RESIGNATION', 'NO_ACTION']) }),
  appeal: ({ dice }) => (dice.chance(0.3) ? { decision: 'APPEAL', grounds: '处理过重。' } : { decision: 'ACCEPT' }),
  appealRuling: ({ dice }) => ({ decision: dice.chance(0.8) ? 'UPHELD' : 'REVOKED' }),

  extensionRuling: ({ dice }) => ({ decision: dice.chance(0.7) ? 'GRANT' : 'DENY' }),
  holdRuling: ({ dice }) => ({ decision: dice.chance(0.7) ? 'GRANT' : 'DENY' }),
  holdSecondKey: () => ({ decision: 'GRANT' }),
  outageReview: () => ({ decision: 'COUNT' }),
  objectionRuling: ({ dice, county, unitId }) => {
    const decision = dice.pick(['DISMISSED', 'DISMISSED', 'REASSIGN', 'REVOKE'])
    const fit = county.units.filter(({ id }) => id !== unitId)
    return { decision, ...(decision === 'REASSIGN' ? { unitId: dice.pick(fit).id } : {}) }
  },

  checkReport: ({ dice, context }) => {
    const [near] = (context.near ?? '').split(',').filter(Boolean)
    if (near !== undefined && dice.chance(0.1)) return { decision: 'MERGE', mergeInto: near }
    if (dice.chance(0.03)) return { decision: 'REJECT', opinion: '现场未发现所报情况。' }
    return { decision: 'REGISTER', severity: dice.pick(['NORMAL', 'NORMAL', 'NORMAL', 'URGENT']) }
  },
  dispatch: (asked) => dispatched(asked),
  redispatch: (asked) => dispatched(asked),
  signFor: ({ fate, times, dice }) =>
    fate.contentious && times === 0 && dice.chance(0.5)
      ? { decision: 'RETURN', returnReason: 'JURISDICTION', grounds: '该路段不属本单位管理。' }
      : { decision: 'ACCEPT' },
  verify: ({ fate, times, dice, county }) => ({
    ...result(times >= fate.fails),
    mode: dice.pick(['PHOTOS', 'PHOTOS', 'ON_SITE']),
    photos: county.photosOf('OFFICE').slice(0, 1),
  }),
  escalate: ({ dice }) => ({ decision: dice.chance(0.75) ? 'NOTICE' : 'GO_ON' }),
  draftNotice: ({ context }) => ({ unitId: context.unitId }),
  proposeNotice: ({ county, dice }) => ({ unitId: dice.pick(county.units).id }),

  triage: (asked) => sorted(asked),
  handle: (asked) => handled(asked),
  handleLate: (asked) => handled(asked),
  reply: ({ times, fate, dice }) =>
    times === 0 && fate.contentious && dice.chance(0.3)
      ? { decision: 'RETURN', opinion: '答复不具体，请补充处理情况。' }
      : { decision: 'SEND', reply: '您反映的问题已核查并处理，感谢监督。' },
  callBack: ({ fate, times }) =>
    times < fate.fails
      ? { way: 'VISIT', solved: 'NO', satisfied: 'NO', fault: 'OURS' }
      : { way: 'VISIT', solved: 'YES', satisfied: 'YES' },
  conclude: ({ dice, context }) =>
    context.byRule === undefined ? { decision: dice.pick(['END', 'NOTICE']) } : { conclusion: context.byRule },

  lawCheck: (asked) => returned(asked, 0.5),
  redraftLetter: (asked) => letterSaid(asked),
  signForUnit: ({ fate, times, dice }) =>
    fate.contentious && times === 0 && dice.chance(0.5)
      ? { decision: 'OBJECT', opinion: '第二项任务时限偏紧。' }
      : { decision: 'SIGN' },
  verifyItem: ({ dice }) => (dice.chance(0.92) ? { result: 'DONE' } : { result: 'PART', rate: dice.whole(40, 90) }),

  pay: ({ dice }) => ({ decision: dice.chance(0.97) ? 'CONFIRMED' : 'DECLINED' }),
  prepareEntry: ({ context, caseId, times }) => ({
    paidYuan: Number(context.due ?? 0) || Number(context.refund) || Number(context.retained),
    voucherNo: `PZ-${caseId}-${times + 1}`,
  }),
  reviewEntry: (asked) => returned(asked, 0.3),
  approveEntry: () => approve,

  selfReview: (asked) => scored(asked),
  scoreOnSite: (asked) => scored(asked),
  checkScores: (asked) => returned(asked, 0.3),
  appealScore: ({ fate }) => (fate.contentious ? appealed() : { decision: 'ACCEPT' }),
  ruleOnScore: (asked) => ruled(asked),

  beHeard: ({ dice }) =>
    dice.chance(0.6) ? { decision: 'STATED', statement: '专项资金迟到，请求从轻。' } : { decision: 'WAIVED' },
  decide: (asked) => returned(asked, 0.15),
  publicNotice: ({ fate, times, dice }) =>
    fate.contentious && times === 0 && dice.chance(0.2)
      ? { decision: 'RECEIVED', note: '有群众反映一处任务未完成。' }
      : { decision: 'NONE' },
}

/** What is said of a step beyond what any form asks for; nothing for steps of which nothing is known here. */
export const saidOf = (step: string, asked: Asked): Record<string, unknown> => answers[step]?.(asked) ?? {}
