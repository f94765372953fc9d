import { type Limit, workingDays } from '../../../domain/calendar.ts'
import { type NoticeContent, noticeUrgency } from '../../../domain/forms.ts'
import { rectifyLimits } from '../../../domain/processes/rectification.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { FormDraft } from '../../components/form/schema.ts'

type Urgency = NoticeContent['urgency']

export const isUrgency = (value: unknown): value is Urgency => typeof value === 'string' && value in rectifyLimits

export const usualLimit = (urgency: Urgency): Limit => workingDays(rectifyLimits[urgency].value)

/** What is typed of a limit, once both of its parts are. */
export function typedLimit(value: unknown): Limit | null {
  const { unit, value: length } = (value ?? {}) as Partial<Limit>
  return unit !== undefined && typeof length === 'number' && length > 0 ? { unit, value: length } : null
}

const same = (a: Limit | null, b: Limit) => a?.unit === b.unit && a.value === b.value

/** The form after a change: a limit that was left at its usual value follows the urgency. */
export function followUrgency(before: FormDraft, after: FormDraft): FormDraft {
  if (before.urgency === after.urgency || !isUrgency(after.urgency)) return after
  const held = typedLimit(after.limit)
  const untouched = held === null || (isUrgency(before.urgency) && same(held, usualLimit(before.urgency)))
  return untouched ? { ...after, limit: usualLimit(after.urgency) } : after
}

/** The range that the rules allow a notice of this urgency. */
export function rangeText(urgency: Urgency): Text {
  const { min, max, value } = rectifyLimits[urgency]
  const name = noticeUrgency[urgency]
  return text(
    `${name.zh}督办：${min}至${max}个工作日，默认${value}个`,
    `${name.en}: ${min} to ${max} working days, usually ${value}`,
  )
}
