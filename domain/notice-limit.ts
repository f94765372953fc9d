import type { Limit } from './calendar.ts'
import { rectifyLimits } from './processes/rectification.ts'
import type { FieldError } from './refusals.ts'
import { noticeUrgency, type NoticeContent } from './forms.ts'
import { text } from './text.ts'

/** What is wrong with a notice's time limit for its urgency (handbook §2.23), or null. */
export function limitFault({ urgency, limit }: { urgency: NoticeContent['urgency']; limit: Limit }): FieldError | null {
  const { min, max } = rectifyLimits[urgency]
  if (limit.unit === 'WD' && Number.isInteger(limit.value) && limit.value >= min && limit.value <= max) return null
  const name = noticeUrgency[urgency]
  return {
    path: ['limit'],
    text: text(`${name.zh}督办的期限为${min}至${max}个工作日`, `${name.en} notices run ${min} to ${max} working days`),
  }
}
