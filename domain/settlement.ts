import { type Text, text } from './text.ts'

/**
 * The year's account with each unit (handbook §3.6–3.7, the speech: full completion → refund and an equal reward;
 * none or only part → not refunded and dealt with). Amounts are integer fen.
 */
export const conclusions = {
  FULL: text('全面完成', 'Completed in full'),
  PARTIAL: text('只完成部分', 'Completed only in part'),
  NONE: text('未完成', 'Not completed'),
  EXEMPT: text('免责', 'Excused'),
} as const satisfies Record<string, Text>
export type Conclusion = keyof typeof conclusions

/** The least year's score with which a unit has completed in full, points of 0.01 (§3.6, a setting by nature). */
export const PASS_MARK = 7_000

export type Year = {
  /** Tasks that the letter says must be done, and how many of them were. */
  mustDo: number
  mustDone: number
  /** The year's score; null when the unit was not assessed. */
  score: number | null
  vetoed: boolean
}

/** What the rule says of a year; whether a unit is excused is decided by people together, never here (§3.6). */
export function conclusionOf({ mustDo, mustDone, score, vetoed }: Year): Exclude<Conclusion, 'EXEMPT'> {
  if (mustDo > 0 && mustDone === 0) return 'NONE'
  const complete = mustDone >= mustDo && !vetoed && score !== null && score >= PASS_MARK
  return complete ? 'FULL' : 'PARTIAL'
}

/** A year as whoever concludes it reads it: points and yuan with two decimals, and what the rule says. */
export const factsShown = (facts: Year & { heldFen: number }) => ({
  mustDo: String(facts.mustDo),
  mustDone: String(facts.mustDone),
  score: facts.score === null ? '' : (facts.score / 100).toFixed(2),
  vetoed: facts.vetoed ? 'YES' : 'NO',
  held: (facts.heldFen / 100).toFixed(2),
  byRule: conclusionOf(facts),
})

/** The accounts of the deposits: what is held for a unit, the treasury, what was retained, and rewards paid. */
export const accounts = {
  HELD: text('在管保证金', 'Deposits held'),
  TREASURY: text('财政专户', 'Treasury account'),
  RETAINED: text('不予退还', 'Retained'),
  REWARD: text('对等奖励', 'Equal reward'),
} as const satisfies Record<string, Text>
export type Account = keyof typeof accounts

/** One side of a posting, fen: what comes in is positive, what goes out negative. */
export type DepositEntry = {
  account: Account
  fen: number
  /** Of whom it is held. */
  payerId?: string
}

/** What is held of one person, fen. */
export type Holding = { payerId: string | null; fen: number }

const both = (to: Account, from: Account, fen: number): DepositEntry[] =>
  fen === 0
    ? []
    : [
        { account: to, fen },
        { account: from, fen: -fen },
      ]

/** Entries with whose the held part is. */
const of = (payerId: string | null, entries: DepositEntry[]): DepositEntry[] =>
  entries.map((entry) => (entry.account === 'HELD' && payerId !== null ? { ...entry, payerId } : entry))

/** A payment: the treasury has it, and it is held for the unit, of whoever has paid it. */
export const paymentEntries = (paidFen: number, payerId: string | null = null): DepositEntry[] =>
  of(payerId, both('TREASURY', 'HELD', paidFen))

/** Who has paid moves and has it back (handbook §3.7 no. 5). */
export const leavingEntries = (fen: number, payerId: string): DepositEntry[] =>
  of(payerId, both('HELD', 'TREASURY', fen))

/** What is held of one person is from now on held of another; no money moves. */
export const carriedEntries = (fen: number, from: string, to: string): DepositEntry[] =>
  fen === 0
    ? []
    : [
        { account: 'HELD', fen, payerId: from },
        { account: 'HELD', fen: -fen, payerId: to },
      ]

/**
 * What a conclusion does with what is held: refunded and rewarded equally, refunded alone, or retained (§3.6). With
 * `holdings` that add up to it, each person's part is an entry of its own.
 */
export function settlementEntries(conclusion: Conclusion, heldFen: number, holdings: Holding[] = []): DepositEntry[] {
  const known = holdings.reduce((sum, { fen }) => sum + fen, 0) === heldFen
  const parts = known ? holdings : [{ payerId: null, fen: heldFen }]
  const outTo = (account: Account) => parts.flatMap(({ payerId, fen }) => of(payerId, both('HELD', account, fen)))
  switch (conclusion) {
    case 'FULL':
      return [...outTo('TREASURY'), ...both('REWARD', 'TREASURY', heldFen)]
    case 'EXEMPT':
      return outTo('TREASURY')
    case 'PARTIAL':
    case 'NONE':
      return outTo('RETAINED')
  }
}

/** What a settlement pays out and keeps, fen. */
export const settlementAmounts = (conclusion: Conclusion, heldFen: number) => ({
  refundFen: conclusion === 'FULL' || conclusion === 'EXEMPT' ? heldFen : 0,
  rewardFen: conclusion === 'FULL' ? heldFen : 0,
  retainedFen: conclusion === 'PARTIAL' || conclusion === 'NONE' ? heldFen : 0,
})

/** Whether money moved, or only a record was made. */
export type BookingMode = 'RECORD_ONLY' | 'CASH'

/** What a case books, once: its entries, its voucher, and the three hands. */
export type Posting = {
  caseId: string
  unitId: string
  year: number
  mode: BookingMode
  voucherNo: string
  /** When it was paid or settled, ISO. */
  at: string
  entries: DepositEntry[]
  /** It settles the unit's year: nothing is held afterwards. */
  settles?: boolean
  preparerId: string
  reviewerId: string
  approverId: string
}
