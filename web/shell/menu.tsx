import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { usePhone } from '../phone.ts'
import { useCan, useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { words } from '../words.ts'
import { type Entry, entriesOf } from './entries.tsx'
import { icons } from './icons.tsx'

/** What a thumb can tell apart along the edge of a phone; the rest is one tap further. */
const ON_PHONE = 5

function useWaiting(): number {
  const can = useCan()
  const { data } = useQuery({ ...trpc.inbox.list.queryOptions({ limit: 1 }), enabled: can('inbox.read') })
  return data?.counts.mine ?? 0
}

/** The pages that are the signed-in person's; beside the page on a desk, beneath it on a phone. */
export function Menu() {
  const t = useText()
  const phone = usePhone()
  const entries = entriesOf(useMe())
  const folds = phone && entries.length > ON_PHONE
  const [open, setOpen] = useState(false)
  const shown = folds ? entries.slice(0, ON_PHONE - 1) : entries
  return (
    <nav className="menu" aria-label={t(words.mainMenu)}>
      <ul>
        {shown.map((entry) => (
          <Item key={entry.to} entry={entry} />
        ))}
        {folds && (
          <li>
            <button type="button" className="menu-link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
              {icons.more}
              <span>{t(words.further)}</span>
            </button>
          </li>
        )}
      </ul>
      {folds && (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="bottom"
          size="auto"
          title={t(words.mainMenu)}
          className="menu-sheet"
          destroyOnHidden
        >
          <ul>
            {entries.slice(ON_PHONE - 1).map((entry) => (
              <Item key={entry.to} entry={entry} onGo={() => setOpen(false)} />
            ))}
          </ul>
        </Drawer>
      )}
    </nav>
  )
}

function Item({ entry: { to, label, icon }, onGo }: { entry: Entry; onGo?: () => void }) {
  const t = useText()
  const waiting = useWaiting()
  return (
    <li>
      <Link
        to={to}
        activeOptions={{ exact: to === paths.inbox, includeSearch: false }}
        className="menu-link"
        onClick={onGo}
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
  )
}
