import { type Limit, workingDays } from '../calendar.ts'
import type { DepositChange } from '../deposit-forms.ts'
import { text } from '../text.ts'
import { bookingSteps } from './booking.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'
import { settlementSteps } from './settlement.ts'

/** 人员变动结转/退还 (handbook P07, §3.7 no. 5): who has paid leaves; it is refunded, or carried over. */
export const depositChangeSteps = {
  agree: step({
    key: 'agree',
    shows: { held: { label: text('结转金额（元）', 'Carried over (yuan)') } },
    title: text('确认承接结转的保证金', 'Agree to take it over'),
    form: 'depositPayment.v1',
    causes: text('自愿承接的记账结转；不承接的退还离任人。', 'Carried over, or refunded to who leaves.'),
    otherwise: text('标红并提示创卫办主任，不会自动结转', 'it turns red; nothing is carried over by itself'),
  }),
  ...bookingSteps,
  liftFreeze: settlementSteps.liftFreeze,
} as const

export const depositChangeProcess = {
  kind: 'depositChange',
  title: text('保证金缴存人变动', 'Change of who paid'),
  idPrefix: 'BZB',
  content: 'depositChange.v1',
  stages: {
    AGREEING: text('待继任者确认', 'The successor decides'),
    FROZEN: text('调查期间冻结', 'Frozen during an investigation'),
    SETTLING: text('待入账', 'To be booked'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['AGREEING', 'FROZEN', 'CLOSED'],
  outcomes: {
    REFUNDED: text('已退还离任人', 'Refunded'),
    CARRIED: text('已结转继任者', 'Carried over'),
    NOTHING_HELD: text('已无在管金额', 'Nothing was held any more'),
  },
  steps: depositChangeSteps,
} as const satisfies ProcessDefinition

export const depositChangeLimits = {
  agree: workingDays(3),
  freeze: workingDays(30),
  book: workingDays(3),
} as const satisfies Record<string, Limit>

export type DepositChangeLaunch = Launch & {
  kind: 'depositChange'
  change: DepositChange
  drafterId: string
  /** The unit is the only finance bureau: others review. */
  bureauIsUnit?: boolean
}
