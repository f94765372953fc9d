import type { KnownTask } from '../../db/stuck-cases.ts'
import type { Found } from '../../db/stuck-findings.ts'
import { SEALED } from '../../domain/sealed.ts'
import { assigneeText } from '../../domain/sentence.ts'
import { type Text, text } from '../../domain/text.ts'

/** Who is meant where only those whom it is for may know. */
export const ORGAN: Text = text('有权机关', 'the competent organ')

/** Whom a case that does not move keeps waiting: who would act next, and at what. */
export function affected(task: KnownTask | undefined): Pick<Found, 'person' | 'step'> {
  if (!task) return { person: null, step: null }
  if (task.sealed) return { person: ORGAN, step: SEALED }
  return { person: assigneeText(task.roles, task.unit_name, task.person_name), step: task.title }
}
