import { z } from 'zod'
import { dateOf } from './calendar.ts'
import { momentText } from './sentence.ts'
import { type Text, text } from './text.ts'
import { TextView } from './views.ts'

/** What people are told of, and in which words. Pure: `now` is an argument. */

export const notificationKinds = {
  TASK_OPENED: text('待办', 'Task'),
  TASK_ASSIGNED: text('交办', 'Assigned'),
  CO_HANDLING: text('协办', 'Co-handling'),
  TASK_YELLOW: text('临近到期', 'Due soon'),
  TASK_RED: text('超期', 'Overdue'),
  TASK_OVERDUE: text('逾期认定', 'Not done in time'),
  URGED: text('催办通知书', 'Formal reminder'),
  REMINDED: text('催办', 'Reminder'),
  RETURNED: text('退回', 'Returned'),
  RULED: text('审批结果', 'Ruling'),
  ROUND_FAILED: text('未落实', 'Round failed'),
  CASE_CLOSED: text('办结', 'Closed'),
  CASE_REOPENED: text('重新督办', 'Reopened'),
  TAKEN_BACK: text('退回重办', 'Taken back'),
} as const satisfies Record<string, Text>

export type NotificationKind = keyof typeof notificationKinds
export const kindCodes = Object.keys(notificationKinds) as [NotificationKind, ...NotificationKind[]]

export const channels = ['EMAIL', 'WEBHOOK'] as const
export type Channel = (typeof channels)[number]

/** What is of no use any more once the task is done: such a message is not sent late. */
export const onlyWhileOpen: readonly NotificationKind[] = [
  'TASK_OPENED',
  'TASK_ASSIGNED',
  'CO_HANDLING',
  'TASK_YELLOW',
  'TASK_RED',
  'URGED',
  'REMINDED',
]

export type NotificationFacts = {
  kind: NotificationKind
  now: Date
  number: string | null
  caseTitle: string
  round: number
  /** The number of a formal reminder. */
  letterNo?: string | null
  /** The task that it is about, where it is about one. `addressee` is whom the task is for. */
  task: { title: Text; dueAt: string; otherwise: Text; addressee: Text; sealed: boolean } | null
  /** Who caused it. */
  by?: string
  /** The decision or the failure in words. */
  decision?: Text
  /** The reason or note that was given. */
  reason?: string
}

const sealed = text('您有一件移送事项待办', 'A transferred matter waits for you')

/** Title and body of a notification. Of a sealed task nothing is said but that it waits. */
export function notificationText(facts: NotificationFacts): { title: Text; body: Text } {
  if (facts.task?.sealed) return { title: sealed, body: sealed }
  const name = notificationKinds[facts.kind]
  const what = facts.task ? facts.task.title : text(facts.caseTitle, facts.caseTitle)
  const title = text(`${name.zh}：${what.zh}`, `${name.en}: ${what.en}`)
  if (facts.kind === 'URGED') return { title, body: urgeLetter(facts) }
  const lines = [matter(facts), told(facts), said(facts)].filter((line): line is Text => line !== null)
  return { title, body: text(lines.map((line) => line.zh).join('\n'), lines.map((line) => line.en).join('\n')) }
}

const matter = ({ number, caseTitle, round }: NotificationFacts): Text => {
  const no = number ?? ''
  return text(
    `${no}“${caseTitle}”${round > 1 ? `（第${round}次督办）` : ''}`,
    `${no && `${no} `}"${caseTitle}"${round > 1 ? ` (round ${round})` : ''}`,
  )
}

const said = ({ reason }: NotificationFacts): Text | null =>
  reason ? text(`说明：${reason}`, `Said: ${reason}`) : null

function told({ kind, task, now, by, decision }: NotificationFacts): Text | null {
  const what = task?.title ?? text('', '')
  const due = task ? momentText(task.dueAt, now) : text('', '')
  const who = by ?? ''
  const how = decision ?? text('', '')
  switch (kind) {
    case 'TASK_OPENED':
      return text(`请于${due.zh}前${what.zh}。`, `Please do this by ${due.en}: ${what.en}.`)
    case 'TASK_ASSIGNED':
      return text(
        `${who}交由您办理：${what.zh}，期限${due.zh}。`,
        `${who} passed this to you: ${what.en}, due ${due.en}.`,
      )
    case 'CO_HANDLING':
      return text(`请贵单位协办：${what.zh}，期限${due.zh}。`, `Your unit is asked to help: ${what.en}, due ${due.en}.`)
    case 'TASK_YELLOW':
      return text(`${what.zh}将于${due.zh}到期，请抓紧办理。`, `${what.en} falls due on ${due.en}.`)
    case 'TASK_RED':
      return text(
        `${task?.addressee.zh ?? ''}${what.zh}已于${due.zh}到期，至今未办。`,
        `${what.en} (${task?.addressee.en ?? ''}) fell due on ${due.en} and is not done.`,
      )
    case 'TASK_OVERDUE':
      return text(`${what.zh}至${due.zh}到期未办，已记为逾期。`, `${what.en} was not done by ${due.en}.`)
    case 'REMINDED':
      return text(`${who}催办：${what.zh}，期限${due.zh}。`, `${who} reminds you: ${what.en}, due ${due.en}.`)
    case 'RETURNED':
      return text(`${what.zh}：${how.zh}（${who}）。`, `${what.en}: ${how.en} (${who}).`)
    case 'RULED':
      return text(`裁定：${how.zh}。${what.zh}期限${due.zh}。`, `Ruling: ${how.en}. ${what.en}, due ${due.en}.`)
    case 'ROUND_FAILED':
      return text(`本轮督办认定未落实：${how.zh}。`, `This round failed: ${how.en}.`)
    case 'CASE_CLOSED':
      return text(how.zh ? `已办结：${how.zh}。` : '已办结。', how.en ? `Closed: ${how.en}.` : 'Closed.')
    case 'CASE_REOPENED':
      return text('已重新督办。', 'The matter is open again.')
    case 'TAKEN_BACK':
      return task
        ? text(
            `系统管理员已退回这一步，请重新办理：${what.zh}，期限${due.zh}。`,
            `Administrators took this step back; it is to be done again: ${what.en}, due ${due.en}.`,
          )
        : text(
            '系统管理员已将流程退回，您的操作作废；流程到达时请重新办理。',
            'Administrators took the process back and your act is void; do it again when the process comes to it.',
          )
    case 'URGED':
      return null
  }
}

/** 催办通知书: of the working day after a task turned red, or sent by hand. */
function urgeLetter(facts: NotificationFacts): Text {
  const { task, now, letterNo } = facts
  const due = momentText(task?.dueAt ?? now.toISOString(), now)
  const [year, month, day] = dateOf(now.getTime()).split('-').map(Number)
  const late = task !== null && Date.parse(task.dueAt) < now.getTime()
  const note = said(facts)
  const lines = (...all: (string | null | undefined)[]) => all.filter(Boolean).join('\n')
  return text(
    lines(
      letterNo,
      `${task?.addressee.zh ?? ''}：`,
      late
        ? `${matter(facts).zh}一事，“${task.title.zh}”应于${due.zh}前办结，至今未办。请立即办理；确有困难的，请说明原因。`
        : `${matter(facts).zh}一事，“${task?.title.zh ?? ''}”须于${due.zh}前办结，现予催办。请按期办理。`,
      note?.zh,
      '创建卫生城市工作指挥部办公室',
      `${year}年${month}月${day}日`,
    ),
    lines(
      letterNo,
      `To ${task?.addressee.en ?? ''}:`,
      late
        ? `In the matter of ${matter(facts).en}, "${task.title.en}" was due on ${due.en} and is not done. Please do it now, or say what stands in the way.`
        : `In the matter of ${matter(facts).en}, "${task?.title.en ?? ''}" is due on ${due.en}. Please do it in time.`,
      note?.en,
      'Sanitary City Campaign Office',
      dateOf(now.getTime()),
    ),
  )
}

export const NotificationItem = z.object({
  id: z.number(),
  kind: z.enum(kindCodes),
  caseId: z.string(),
  title: TextView,
  body: TextView,
  at: z.string(),
  read: z.boolean(),
})
export type NotificationItem = z.infer<typeof NotificationItem>

export const NotificationQuery = z.object({
  unread: z.boolean().default(false),
  /** The id of the last item of the page before. */
  cursor: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(100).default(30),
})
export const NotificationPage = z.object({ items: z.array(NotificationItem), more: z.boolean() })
