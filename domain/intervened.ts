import type { Text } from './text.ts'
import { text } from './text.ts'

/** The type of the ledger's line about what an administrator did to a case's workflow through the engine. */
export const INTERVENED = 'intervened'

/** Before and after are plain facts in words; `second` is who confirmed it, where two are needed. */
export type Intervened = {
  interventionId: string
  act: string
  title: Text
  reason: string
  by: string
  second: string | null
  before: Text
  after: Text
  /** Of what was taken back: the step, and whose acts they were. */
  taskId?: string
  concerned?: string[]
}

export const intervenedText = ({ title, reason, by, second, before, after }: Intervened): Text => {
  const who = second === null ? by : `${by}、${second}`
  return text(
    `系统管理员${title.zh}（${who}）：${before.zh} → ${after.zh}；${reason}`,
    `${title.en} by ${who}: ${before.en} → ${after.en}; ${reason}`,
  )
}
