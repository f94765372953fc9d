import { type Limit, workingDays } from '../calendar.ts'
import type { DepositNotice } from '../campaign-year-forms.ts'
import { text } from '../text.ts'
import { bookingSteps } from './booking.ts'
import { type Launch, type ProcessDefinition, stepDefinition as step } from './definition.ts'

/** 保证金缴存 (handbook P07): notice, payment of the head's own will, booked by three hands, held until the year ends. */
export const depositSteps = {
  pay: step({
    key: 'pay',
    shows: {
      due: { label: text('应缴（元）', 'Due (yuan)') },
      mode: {
        label: text('方式', 'How'),
        options: { RECORD_ONLY: text('只记账，不收钱', 'Record only'), CASH: text('缴存', 'Paid') },
      },
    },
    title: text('确认并缴存', 'Confirm and pay'),
    form: 'depositPayment.v1',
    causes: text('转创卫办资金管理员登记入账。', 'Goes to the office’s finance keeper.'),
    otherwise: text('标红并提示创卫办主任，不会自动扣缴', 'it turns red; nothing is taken by itself'),
  }),
  ...bookingSteps,
} as const

export const depositProcess = {
  kind: 'deposit',
  title: text('保证金', 'Deposit'),
  idPrefix: 'BZ',
  content: 'depositNotice.v1',
  stages: {
    NOTICE_SENT: text('已通知', 'Notified'),
    PAID: text('已缴待入账', 'Paid, to be booked'),
    CLOSED: text('已办结', 'Closed'),
  },
  lasting: ['NOTICE_SENT', 'CLOSED'],
  outcomes: { HELD: text('已入账在管', 'Booked and held'), DECLINED: text('未缴存', 'Not paid') },
  steps: depositSteps,
} as const satisfies ProcessDefinition

export const depositLimits = { pay: workingDays(10), book: workingDays(2) } as const satisfies Record<string, Limit>

/** 「off」 asks nobody; 「record only」 books what would be due and moves no money; 「cash」 needs its legal basis. */
export const depositModes = {
  OFF: text('停用', 'Off'),
  RECORD_ONLY: text('只记账，不收钱', 'Record only'),
  CASH: text('收取现金', 'On'),
} as const
export type DepositMode = keyof typeof depositModes

export type DepositLaunch = Launch & {
  kind: 'deposit'
  notice: DepositNotice
  mode: Exclude<DepositMode, 'OFF'>
  /** The unit is the only finance bureau: others review. */
  bureauIsUnit?: boolean
}
