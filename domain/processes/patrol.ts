import { text } from '../text.ts'
import { type ProcessDefinition, stepDefinition as step } from './definition.ts'
import { rulingSteps } from './rulings.ts'

/** 巡查: one patrol of a route, opened by its schedule; what is found becomes problems. */
export const patrolSteps = {
  carryOut: step({
    key: 'carryOut',
    title: text('按点位巡查', 'Carry out the patrol'),
    form: 'patrolReport.v1',
    causes: text('发现的问题自动立为问题件，交创卫办核实派遣。', 'Each finding becomes a problem.'),
    otherwise: text('记为漏巡', 'it counts as missed'),
  }),
  ...rulingSteps,
} as const

export const patrolProcess = {
  kind: 'patrol',
  title: text('巡查', 'Patrol'),
  idPrefix: 'XC',
  content: 'patrol.v1',
  stages: { UNDER_WAY: text('待巡查', 'To be carried out'), CLOSED: text('已结束', 'Over') },
  lasting: ['UNDER_WAY', 'CLOSED'],
  outcomes: { PASSED: text('已巡查', 'Carried out'), MISSED: text('漏巡', 'Missed') },
  steps: patrolSteps,
} as const satisfies ProcessDefinition

/** What a schedule tells the flow it starts: everything else is read when it starts. */
export type PatrolStart = { planId: string }
