import type { FormDraft } from '../../../components/form/schema.ts'
import { consequenceQuestions } from './consequences.ts'
import { correctionQuestions } from './corrections.ts'
import { noticeQuestions } from './notice.ts'
import type { Asking, Question } from './question.ts'

const questions: Record<string, Asking> = { ...noticeQuestions, ...consequenceQuestions, ...correctionQuestions }

/** What to ask before an act that nobody can take back, or null when it may just be sent. */
export function confirmation(form: string, draft: FormDraft): Question | null {
  const known = questions[form]
  return known ? (known.when[String(draft[known.by])] ?? known.when['*'] ?? null) : null
}
