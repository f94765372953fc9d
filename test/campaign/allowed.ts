import type { Played } from './story.ts'

/** The outcomes that what its people said allows a case; its plan names no others. */
export function allowedOutcomes({ kind, said }: Pick<Played, 'kind' | 'said'>): string[] {
  const answers = new Set(said)
  const noted = said.some((one) => one.startsWith('draftNotice:'))
  switch (kind) {
    case 'problem':
      if (answers.has('checkReport:REJECT')) return ['REJECTED']
      if (answers.has('checkReport:MERGE')) return ['MERGED', 'PASSED']
      if (noted) return ['PASSED', 'DISPOSED']
      return answers.has('objectionRuling:REVOKE') ? ['REVOKED', 'PASSED'] : ['PASSED']
    case 'rectification':
      if (answers.has('deliberate:NO_ACTION')) return ['NO_ACTION']
      if (said.some((one) => one.startsWith('organDecision:'))) return ['DISPOSED']
      return answers.has('objectionRuling:REVOKE') ? ['REVOKED'] : ['PASSED']
    case 'complaint':
      return complaintOutcomes(answers)
    case 'letter':
      return ['EVALUATED']
    case 'deposit':
      return answers.has('pay:DECLINED') ? ['DECLINED'] : ['HELD']
    case 'assessment':
      return ['PUBLISHED']
    case 'unitAssessment':
      return ['SCORED']
    case 'settlement':
      return ['REFUNDED_AND_REWARDED', 'REFUNDED', 'RETAINED', 'NOTHING_HELD']
    default:
      return []
  }
}

function complaintOutcomes(answers: Set<string>): string[] {
  if (answers.has('triage:NOT_ACCEPTED')) return ['NOT_ACCEPTED']
  if (answers.has('proposeNotice:')) return ['NOTICED']
  if (answers.has('takeClue:')) return ['TRANSFERRED']
  if (answers.has('conclude:END') || answers.has('objectionRuling:REVOKE')) return ['EXPLAINED', 'SOLVED', 'REPLIED']
  const handled = [...answers].some((one) => one.startsWith('handle'))
  return handled ? ['SOLVED', 'REPLIED', 'EXPLAINED'] : ['HANDED_OVER']
}
