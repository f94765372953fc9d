import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Capability } from '../../domain/permissions.ts'
import { type Text, text } from '../../domain/text.ts'
import type { Me } from '../../domain/views.ts'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { useCan } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { words } from '../words.ts'
import { icons } from './icons.tsx'

type Entry = {
  to: (typeof paths)['inbox' | 'launch' | 'notices' | 'stuck' | 'calendar' | 'accounts']
  needs: Capability
  label: Text
  icon: ReactNode
}

const entries: readonly Entry[] = [
  { to: paths.inbox, needs: 'inbox.read', label: words.inbox, icon: icons.inbox },
  { to: paths.launch, needs: 'notice.launch', label: words.launch, icon: icons.launch },
  { to: paths.notices, needs: 'ledger.read', label: words.notices, icon: icons.notices },
  { to: paths.stuck, needs: 'stuck.read', label: words.stuck, icon: icons.stuck },
  { to: paths.accounts, needs: 'user.manage', label: words.accounts, icon: icons.accounts },
  { to: paths.calendar, needs: 'calendar.read', label: words.calendar, icon: icons.calendar },
]

/** Where somebody starts who has no inbox: the first page of the menu that is theirs. */
export const homeOf = (me: Me): Entry['to'] =>
  entries.find(({ needs }) => me.capabilities.includes(needs))?.to ?? paths.calendar

function useWaiting(): number {
  const can = useCan()
  const { data } = useQuery({ ...trpc.inbox.list.queryOptions({ limit: 1 }), enabled: can('inbox.read') })
  return data?.counts.mine ?? 0
}

/** The pages that the signed-in person's capabilities open; beside the page on a desk, beneath it on a phone. */
export function Menu() {
  const t = useText()
  const can = useCan()
  const waiting = useWaiting()
  return (
    <nav className="menu" aria-label={t(words.mainMenu)}>
      <ul>
        {entries
          .filter(({ needs }) => can(needs))
          .map(({ to, label, icon }) => (
            <li key={to}>
              <Link
                to={to}
                activeOptions={{ exact: to === paths.inbox, includeSearch: false }}
                className="menu-link"
              >
                {icon}
                <span>{t(label)}</span>
                {to === paths.inbox && waiting > 0 && (
                  <span className="menu-count">
                    {waiting}
                    <span className="unseen">{t(text('件待我办', 'waiting for me'))}</span>
                  </span>
                )}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
