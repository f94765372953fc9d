import { readCalendar } from '../db/calendar.ts'
import { dateOf, dueDate, workingDays } from '../domain/calendar.ts'
import type { FormKey } from '../domain/forms.ts'
import { defaultRules } from '../domain/processes/rectification.ts'
import { momentText } from '../domain/sentence.ts'
import { text } from '../domain/text.ts'
import { caseNow } from './clock.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'

/** Within how many working days of the appointed time a unit may ask for another (handbook P15). */
const PUT_OFF_DAYS = 5

/**
 * Tells whoever sets or asks for another time for a talk that it cannot be kept, as far as the calendar says so now.
 * Whether it is kept lawfully is decided when it is held, from when the new notice was received.
 */
export async function checkTalkTime(
  app: App,
  caseId: string,
  key: FormKey,
  form: unknown,
  appointedAt: string | undefined,
): Promise<void> {
  if (key !== 'talkRescheduling.v1' && key !== 'reschedulingRuling.v1' && key !== 'reschedulingRequest.v1') return
  const { at } = form as { at?: string }
  if (at === undefined) return
  const calendar = await readCalendar(app.db)
  const now = await caseNow(app, caseId)
  if (key === 'reschedulingRequest.v1') {
    if (appointedAt === undefined) return
    const { due } = dueDate(calendar, Date.parse(appointedAt), workingDays(PUT_OFF_DAYS))
    if (Date.parse(at) > Date.parse(appointedAt) && Date.parse(at) <= Date.parse(due)) return
    const last = momentText(due, now)
    throw fault(`须在原定时间之后、${last.zh}之前`, `After the appointed time and by ${last.en}`)
  }
  const { dueDate: earliest } = dueDate(calendar, now.getTime(), defaultRules.talkNotice)
  if (dateOf(Date.parse(at)) >= earliest) return
  throw fault(
    `最早${earliest}：新通知送达须满两个工作日`,
    `${earliest} at the earliest: two working days after the new notice`,
  )
}

const fault = (zh: string, en: string) => refuse('INVALID_FORM', {}, [{ path: ['at'], text: text(zh, en) }])
