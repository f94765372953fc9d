import { createTransport } from 'nodemailer'
import type { Delivery } from '../../db/deliveries.ts'
import type { NotificationPreference } from '../../domain/notification-preferences.ts'
import { type Text, text } from '../../domain/text.ts'
import type { NotifierConfig } from './config.ts'

/** One message to one person: a single notification, or several as a digest. */
export type Envelope = { deliveries: [Delivery, ...Delivery[]]; wish: NotificationPreference }

/** Sends an envelope; throws the channel's error when it was not taken. `now` is when it is sent. */
export type Send = (envelope: Envelope, now: Date) => Promise<void>

const footer = text(
  '本邮件由系统自动发出，请勿回复。提醒方式可在系统的“消息”页修改。',
  'Sent by the system; please do not reply. Change how you are told on the Messages page.',
)

/** A link to the case; of a sealed one only to the product. Empty where the product's address is not known. */
export const linkOf = (origin: string | null, { sealed, case_id: caseId }: Delivery): string =>
  origin === null ? '' : sealed ? `${origin}/` : `${origin}/cases/${encodeURIComponent(caseId)}`

/** Mail through a server that takes it. A message keeps its Message-ID however often it is tried. */
export function mailer({ url, from }: NonNullable<NotifierConfig['mail']>, origin: string | null): Send {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 })
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'chuangwei.invalid'
  return async ({ deliveries, wish }) => {
    const [first] = deliveries
    const say = (said: Text) => said[wish.language]
    const parts = deliveries.map((delivery) =>
      [...(deliveries.length > 1 ? [say(delivery.title)] : []), say(delivery.body), linkOf(origin, delivery)]
        .filter(Boolean)
        .join('\n'),
    )
    const last = deliveries.at(-1)?.notification_id ?? first.notification_id
    await transport.sendMail({
      from,
      to: wish.email,
      subject: deliveries.length > 1 ? say(digestTitle(deliveries.length)) : say(first.title),
      text: `${parts.join('\n\n')}\n\n${say(footer)}\n`,
      messageId: `<chuangwei-${first.notification_id}-${last}-${first.at.getTime()}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
}

const digestTitle = (count: number): Text => text(`创卫督办：${count} 条消息`, `Chuangwei: ${count} messages`)
