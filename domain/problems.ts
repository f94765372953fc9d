import { type Text, text } from './text.ts'

/** Where a reported problem stands (handbook P12, 2.12.4), and whether that is the end of it. */
const problemStatuses: Record<string, { name: Text; over: boolean }> = {
  REPORTED: { name: text('待核实', 'Reported'), over: false },
  REGISTERED: { name: text('已立案', 'Registered'), over: false },
  REJECTED: { name: text('不予立案', 'Rejected'), over: true },
  MERGED: { name: text('重复并单', 'Merged'), over: true },
  DISPATCHED: { name: text('待签收', 'Dispatched'), over: false },
  RETURNED: { name: text('退回待改派', 'Returned'), over: false },
  RECTIFY: { name: text('整改中', 'Rectifying'), over: false },
  FEEDBACK: { name: text('已反馈待核查', 'Reported back'), over: false },
  RECHECK_FAIL: { name: text('核查不通过', 'Re-check failed'), over: false },
  SUP1: { name: text('第一次督办中', 'Under first notice'), over: false },
  SUP2: { name: text('第二次督办中', 'Under second notice'), over: false },
  TALK_FAIL: { name: text('约谈后仍未落实', 'Not done after the talk'), over: false },
  SUSPENDED: { name: text('挂账', 'Suspended'), over: false },
  REOPENED: { name: text('已反弹', 'Reopened'), over: false },
  CLOSED: { name: text('已销号', 'Closed'), over: true },
}

/** The name of a status; a code that is not known stands for itself. */
export const problemStatus = (code: string): Text => problemStatuses[code]?.name ?? text(code, code)

export const isProblemOver = (code: string): boolean => problemStatuses[code]?.over ?? false
