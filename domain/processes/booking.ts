import type { Role } from '../people.ts'
import { text } from '../text.ts'
import { stepDefinition as step } from './definition.ts'

const shows = {
  due: { label: text('应缴（元）', 'Due (yuan)') },
  refund: { label: text('退还（元）', 'Refund (yuan)') },
  reward: { label: text('对等奖励（元）', 'Reward (yuan)') },
  carried: { label: text('结转（元）', 'Carried over (yuan)') },
  retained: { label: text('不予退还（元）', 'Retained (yuan)') },
  paidYuan: { label: text('登记金额（元）', 'Amount (yuan)') },
  voucherNo: { label: text('凭证号', 'Voucher') },
  returned: { label: text('退回原因', 'Why it came back') },
}

/**
 * Who reviews money: the finance bureau. Of its own money it does not; where the bureau is itself the unit, the
 * office's director reviews the entry and the office's finance keeper the settlement (handbook §1.5 no. 3).
 */
export const moneyReviewers = (bureauIsUnit: boolean | undefined): { entry: Role; settlement: Role } =>
  bureauIsUnit
    ? { entry: 'OFFICE_DIRECTOR', settlement: 'OFFICE_FINANCE' }
    : { entry: 'FINANCE_BUREAU', settlement: 'FINANCE_BUREAU' }

/** Booking an amount takes three hands: prepared, reviewed, approved, no two the same (handbook §1.5 no. 3). */
export const bookingSteps = {
  prepareEntry: step({
    key: 'prepareEntry',
    shows,
    title: text('登记入账', 'Prepare the entry'),
    form: 'depositEntry.v1',
    causes: text('转财政局复核。', 'Goes to the finance bureau for review.'),
    otherwise: text('标红并提示创卫办主任，不会自动入账', 'it turns red; nothing is booked by itself'),
  }),
  reviewEntry: step({
    key: 'reviewEntry',
    shows,
    title: text('复核入账', 'Review the entry'),
    form: 'entryReview.v1',
    causes: text('同意则报审批；退回则重新登记。', 'Goes for approval, or back.'),
    otherwise: text('标红并提示财政局', 'it turns red for the finance bureau'),
  }),
  approveEntry: step({
    key: 'approveEntry',
    shows,
    title: text('审批入账', 'Approve the entry'),
    form: 'entryReview.v1',
    causes: text('同意则记入复式账，此后只能冲销，不能修改。', 'Booked for good; only a counter-entry can correct it.'),
    otherwise: text('标红并提示指挥长，不会自动入账', 'it turns red; nothing is booked by itself'),
  }),
} as const

/** The same steps, saying who reviews: the finance bureau, or the director where the bureau is itself the unit. */
export const bookingStepsOf = (bureauIsUnit: boolean | undefined) =>
  bureauIsUnit
    ? {
        ...bookingSteps,
        prepareEntry: {
          ...bookingSteps.prepareEntry,
          causes: text(
            '财政局是被结算单位，应当回避，转创卫办主任复核。',
            'The finance bureau is the unit and stands back: the office’s director reviews it.',
          ),
        },
        reviewEntry: {
          ...bookingSteps.reviewEntry,
          title: text('财务复核入账（财政局回避，由创卫办主任复核）', 'Review the entry for the finance bureau'),
          otherwise: text('标红并提示创卫办主任', 'it turns red for the office director'),
        },
      }
    : bookingSteps
