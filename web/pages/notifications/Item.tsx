import { Link } from '@tanstack/react-router'
import type { NotificationItem } from '../../../domain/notifications.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'

const urgent: readonly NotificationItem['kind'][] = ['TASK_RED', 'TASK_OVERDUE', 'URGED', 'ROUND_FAILED']

/** One message. Opening its case marks it read; who may open none can mark it so. */
export function Item({ item, onRead }: { item: NotificationItem; onRead: () => void }) {
  const t = useText()
  const times = useTimes()
  const can = useCan()
  const tone = urgent.includes(item.kind) ? ' message-urgent' : ''
  return (
    <li className={`message${item.read ? '' : ' message-unread'}${tone}`}>
      <p className="message-head">
        {!item.read && <span className="message-new">{t(text('未读', 'Unread'))}</span>}
        <time dateTime={item.at}>{times.dayClock(item.at)}</time>
      </p>
      {can('case.read') || can('inbox.read') ? (
        <Link to={paths.case} params={{ caseId: item.caseId }} className="message-title" onClick={onRead}>
          {t(item.title)}
        </Link>
      ) : (
        <p className="message-title">{t(item.title)}</p>
      )}
      {item.body.zh !== item.title.zh && <p className="message-body">{t(item.body)}</p>}
      {!item.read && (
        <button type="button" className="message-read" onClick={onRead}>
          {t(text('标为已读', 'Mark as read'))}
        </button>
      )}
    </li>
  )
}
