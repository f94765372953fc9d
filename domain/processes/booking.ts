import { text } from '../text.ts'
import { stepDefinition as step } from './definition.ts'

/** Booking an amount takes three hands: prepared, reviewed, approved, no two the same (handbook §1.5 no. 3). */
export const bookingSteps = {
  prepareEntry: step({
    key: 'prepareEntry',
    title: text('登记入账', 'Prepare the entry'),
    form: 'depositEntry.v1',
    causes: text('转财政局复核。', 'Goes to the finance bureau for review.'),
    otherwise: text('标红并提示创卫办主任，不会自动入账', 'it turns red; nothing is booked by itself'),
  }),
  reviewEntry: step({
    key: 'reviewEntry',
    title: text('复核入账', 'Review the entry'),
    form: 'entryReview.v1',
    causes: text('同意则报审批；退回则重新登记。', 'Goes for approval, or back.'),
    otherwise: text('标红并提示财政局', 'it turns red for the finance bureau'),
  }),
  approveEntry: step({
    key: 'approveEntry',
    title: text('审批入账', 'Approve the entry'),
    form: 'entryReview.v1',
    causes: text('同意则记入复式账，此后只能冲销，不能修改。', 'Booked for good; only a counter-entry can correct it.'),
    otherwise: text('标红并提示指挥长，不会自动入账', 'it turns red; nothing is booked by itself'),
  }),
} as const
