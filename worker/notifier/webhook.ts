import { createHmac } from 'node:crypto'
import type { NotifierConfig } from './config.ts'
import { linkOf, type Send } from './mail.ts'

/** What `x-chuangwei-signature` holds: HMAC-SHA256, hex, over the timestamp (seconds), a full stop and the body. */
export const signature = (secret: string, timestamp: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

/**
 * Posts each notification as JSON to another system, signed. `x-chuangwei-id` stays the same however often it is
 * tried. Anything but a 2xx answer within ten seconds is a failure; redirects are not followed.
 */
export function webhook({ url, secret }: NonNullable<NotifierConfig['webhook']>, origin: string | null): Send {
  return async ({ deliveries: [delivery] }, now) => {
    const id = `notification-${delivery.notification_id}`
    const body = JSON.stringify({
      id,
      kind: delivery.kind,
      at: delivery.at.toISOString(),
      person: { userId: delivery.person_id, username: delivery.username, name: delivery.name },
      caseId: delivery.sealed ? null : delivery.case_id,
      title: delivery.title,
      body: delivery.body,
      link: linkOf(origin, delivery) || null,
    })
    const timestamp = String(Math.floor(now.getTime() / 1000))
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-chuangwei-id': id,
        'x-chuangwei-timestamp': timestamp,
        'x-chuangwei-signature': signature(secret, timestamp, body),
      },
      body,
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
  }
}
