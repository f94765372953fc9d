import type { Move, Sequence } from './moves.ts'

/** A bug that could be made: in which file which words become which. */
export type Bug = { name: string; file: string; was: string; is: string }

/** In what the rule's own sequences reach: calendar, corrections, who may act, the read model. */
export const ruleBugs: Bug[] = [
  {
    name: 'holidays are worked',
    file: 'domain/calendar.ts',
    was: "works: named.kind === 'workday'",
    is: "works: named.kind !== 'workday'",
  },
  {
    name: 'a day of a stopped clock is lost',
    file: 'domain/calendar.ts',
    was: 'date <= dateOf(resumedAt)',
    is: 'date < dateOf(resumedAt)',
  },
  {
    name: 'an extension is a day short',
    file: 'domain/calendar.ts',
    was: '...longer(calendar, sum, days), extensions',
    is: '...longer(calendar, sum, days - 1), extensions',
  },
  {
    name: 'two extensions in a round',
    file: 'domain/corrections.ts',
    was: 'step.facts.extensions > 0',
    is: 'step.facts.extensions > 1',
  },
  {
    name: 'who did the work may verify it',
    file: 'domain/people.ts',
    was: 'if (assignee.excluded.includes(userId) || assignee.excludedUnits',
    is: 'if (assignee.excludedUnits',
  },
  {
    name: 'what is overdue is shown as open',
    file: 'activities/project.ts',
    was: "state: 'OVERDUE', light: 'RED'",
    is: "light: 'RED'",
  },
]

const up = (n: number): Move[] => Array.from({ length: n }, () => ({ kind: 'climb' }))
const answer = (task: number, variant: number): Move => ({
  kind: 'answer',
  task,
  variant,
  who: 100,
  as: 'well',
  times: 1,
})
const toDetermination = 6
const toSecondVerdict = 15
const toLegalReview = 28

/** In the workflows, each with a sequence that comes across it. */
export const workflowBugs: (Bug & { sequence: Sequence })[] = [
  {
    name: 'a failure counts twice',
    file: 'workflows/kit/process.ts',
    was: 'failedRounds += 1',
    is: 'failedRounds += 2',
    sequence: { climb: toDetermination, moves: up(1) },
  },
  {
    name: 'what was excused counts',
    file: 'workflows/rectification.ts',
    was: "determination.form.decision === 'EXCUSED'",
    is: "determination.form.opinion === 'EXCUSED'",
    sequence: { climb: toDetermination, moves: [answer(0, 1)] },
  },
  {
    name: 'overdue as soon as it is yellow',
    file: 'workflows/kit/step.ts',
    was: 'if (Date.parse(due.dueAt) <= now()) return',
    is: 'if (Date.parse(due.yellowAt) <= now()) return',
    sequence: { climb: 2, moves: [{ kind: 'waitForDue' }] },
  },
  {
    name: 'a talk only after the third failure',
    file: 'workflows/rectification.ts',
    was: 'return process.failedRounds() >= threshold',
    is: 'return process.failedRounds() > threshold',
    sequence: { climb: toSecondVerdict, moves: [] },
  },
  {
    name: 'who signed rules on the objection',
    file: 'workflows/kit/corrections.ts',
    was: 'excluded: concerned.hadAHand(),',
    is: 'excluded: [],',
    sequence: {
      climb: 2,
      moves: [
        { kind: 'correct', task: 0, act: 'object', who: 100, n: 1 },
        // The director signed it.
        { kind: 'answer', task: 1, variant: 0, who: 3, as: 'well', times: 1 },
      ],
    },
  },
  {
    name: 'reviewed before the defence was heard',
    file: 'workflows/disposition.ts',
    was: "if (!heard) throw refuse('DEFENSE_RUNNING')",
    is: "if (!heard && beforeHeard.length > 9) throw refuse('DEFENSE_RUNNING')",
    sequence: { climb: toLegalReview, moves: [answer(1, 0)] },
  },
]
