import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { trpc } from '../trpc.ts'
import { words } from '../words.ts'
import { icons } from './icons.tsx'

const EVERY = 60_000

/** The way to one's messages, with how many are unread. */
export function Bell() {
  const t = useText()
  const { data } = useQuery(trpc.notification.unread.queryOptions(undefined, { refetchInterval: EVERY }))
  const unread = data?.count ?? 0
  return (
    <Link to={paths.notifications} className="bell">
      {icons.bell}
      <span className="unseen">{t(words.notifications)}</span>
      {unread > 0 && (
        <span className="bell-count">
          {unread > 99 ? '99+' : unread}
          <span className="unseen">{t(text('条未读', 'unread'))}</span>
        </span>
      )}
    </Link>
  )
}
