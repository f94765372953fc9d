import { type Limit, workingDays, workingHours } from '../calendar.ts'

/** The limits in force; they travel with the case. Defaults after the handbook (§2.12.2, §2.23). */
export type ProblemRules = {
  check: Limit
  dispatch: Limit
  receipt: Limit
  urgentReceipt: Limit
  phoneDelivery: Limit
  objection: Limit
  verify: Limit
  escalate: Limit
  lookBack: Limit
  /** Days after the closing at which it is looked back at. */
  lookBackDays: number[]
  /** After how many relapses a notice is proposed. */
  relapses: number
}

export const problemRules: ProblemRules = {
  check: workingHours(0.5),
  dispatch: workingHours(1),
  receipt: workingHours(4),
  urgentReceipt: workingHours(0.5),
  phoneDelivery: workingHours(4),
  objection: workingDays(1),
  verify: workingDays(1),
  escalate: workingDays(1),
  lookBack: workingDays(1),
  lookBackDays: [7, 30],
  relapses: 3,
}
