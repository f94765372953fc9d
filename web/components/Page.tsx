import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { type Text, text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { words } from '../words.ts'

export type Crumb = { label: Text; link?: LinkProps }

/**
 * One screen: its heading (also the document's title), what one can do on it, and the way back. Arriving on a
 * screen moves the focus to its heading, so that a screen reader says where one is.
 */
export function Page({
  title,
  heading,
  crumbs,
  actions,
  aside,
  wide,
  children,
}: {
  title: Text
  /** Shown in place of the title, where the heading says more than the tab's name. */
  heading?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
  /** A line beneath the heading. */
  aside?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  const t = useText()
  const h1 = useRef<HTMLHeadingElement>(null)
  const name = t(title)
  useEffect(() => {
    document.title = `${name} · ${t(words.product)}`
  }, [name, t])
  useEffect(() => {
    h1.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      {crumbs && crumbs.length > 0 && (
        <nav className="crumbs" aria-label={t(text('位置', 'Breadcrumb'))}>
          {crumbs.map((crumb) => (
            <span key={crumb.label.zh}>
              {crumb.link ? <Link {...crumb.link}>{t(crumb.label)}</Link> : t(crumb.label)}
            </span>
          ))}
        </nav>
      )}
      <header className="page-head">
        <div className="page-heading">
          <h1 ref={h1} tabIndex={-1}>
            {heading ?? name}
          </h1>
          {aside && <div className="page-aside">{aside}</div>}
        </div>
        {(Array.isArray(actions) ? actions.length > 0 : actions) && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
