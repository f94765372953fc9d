import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useText } from '../language.tsx'
import { Live } from '../live.tsx'
import { paths } from '../paths.ts'
import { trpc } from '../trpc.ts'
import { words } from '../words.ts'
import { Bell } from './bell.tsx'
import { Menu } from './menu.tsx'
import { Person } from './person.tsx'
import { SignInAgain } from './sign-in-again.tsx'

/** What surrounds every page of a signed-in person. */
export function Shell() {
  const t = useText()
  const { data: directory } = useQuery(trpc.directory.rules.queryOptions(undefined, { staleTime: 600_000 }))
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t(words.skip)}
      </a>
      <header className="top">
        <Link to={paths.inbox} className="top-name">
          {t(words.product)}
        </Link>
        {directory && <span className="top-campaign">{directory.campaign}</span>}
        <Live />
        <Bell />
        <Person />
      </header>
      <Menu />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <SignInAgain />
    </div>
  )
}
