import { type Actor, type Assignee, whyNotAssignee } from './people.ts'

/**
 * Steps that are a second key: who proposed or signed does not decide (handbook §1.5). Whoever is kept out of one
 * is told so, and not that they had rectified what is to be inspected.
 */
const secondKeys: readonly string[] = [
  'extensionRuling',
  'objectionRuling',
  'holdRuling',
  'holdSecondKey',
  'rescheduleRuling',
  'checkProcedure',
  'approveTalk',
  'legalReview',
  'deliberate',
  'referralSecondKey',
  'checkReferral',
  'approveReferral',
]

/** Steps in which what a competent organ decided is recorded: by its officer and nobody else (handbook P17, §4.2). */
const ofTheOrgan: readonly string[] = ['transferReceipt', 'sanctionRecord']

/** Why this person may not act on a step, or null when they may. */
export function whyNotStep(
  actor: Actor,
  assignee: Assignee,
  step: string,
): ReturnType<typeof whyNotAssignee> | 'SAME_KEY' | 'ORGAN_ONLY' {
  const why = whyNotAssignee(actor, assignee)
  if (why === 'NOT_YOUR_ROLE' && ofTheOrgan.includes(step)) return 'ORGAN_ONLY'
  return why === 'RECUSED' && secondKeys.includes(step) ? 'SAME_KEY' : why
}
