import { type Text, text } from './text.ts'

/** The diagnosis of messages that do not go out, in one sentence. Pure. */

const channelName = (channel: 'EMAIL' | 'WEBHOOK'): Text =>
  channel === 'EMAIL' ? text('邮件', 'Mail') : text('外部推送', 'The webhook')

export function channelFailing(channel: 'EMAIL' | 'WEBHOOK', waiting: number): Text {
  const name = channelName(channel)
  const zh = channel === 'EMAIL' ? '邮件服务器设置（CHUANGWEI_SMTP_URL）' : '接收地址（CHUANGWEI_WEBHOOK_URL）'
  const en = channel === 'EMAIL' ? 'the mail server (CHUANGWEI_SMTP_URL)' : 'the receiver (CHUANGWEI_WEBHOOK_URL)'
  return text(
    `${name.zh}已连续一小时以上发送失败，${waiting}条消息等待重发。请检查${zh}，恢复后自动补发。`,
    `${name.en} has been failing for over an hour; ${waiting} message(s) wait. Check ${en}; they go out by themselves once it works.`,
  )
}

export function givenUp(channel: 'EMAIL' | 'WEBHOOK', count: number, people: readonly string[]): Text {
  const name = channelName(channel)
  const more = people.length < 10 ? text('', '') : text('等', ' and others')
  return text(
    `${name.zh}有${count}条消息发送七天仍未成功，已不再重发（${people.join('、')}${more.zh}）。请核对收件设置，并提醒有关人员到系统内查看消息。`,
    `${name.en}: ${count} message(s) failed for seven days and are not tried again (${people.join(', ')}${more.en}). Check the addresses and ask them to read their messages here.`,
  )
}
