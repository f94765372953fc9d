import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { Text } from '../../domain/text.ts'
import { failureText } from '../errors.ts'
import { useText } from '../language.tsx'
import { words } from '../words.ts'

/** Nothing to show, and that is fine: says so, why, and what one can do instead. */
export function Empty({ title, hint, children }: { title: Text; hint?: Text; children?: ReactNode }) {
  const t = useText()
  return (
    <div className="state">
      <svg className="state-mark" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M10 8h28v32H10zM16 17h16M16 24h16M16 31h9" />
      </svg>
      <p className="state-title">{t(title)}</p>
      {hint && <p className="state-hint">{t(hint)}</p>}
      {children && <div className="state-actions">{children}</div>}
    </div>
  )
}

/** Something did not load: says what to do, and does it on request. */
export function Failed({ error, onRetry, children }: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const t = useText()
  return (
    <div className="state" role="alert">
      <svg className="state-mark state-mark-failed" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 7L44 41H4zM24 19v11M24 34.5v1.5" />
      </svg>
      <p className="state-title">{t(words.failed)}</p>
      <p className="state-hint">{t(failureText(error))}</p>
      <div className="state-actions">
        {onRetry && (
          <Button type="primary" onClick={onRetry}>
            {t(words.retry)}
          </Button>
        )}
        {children}
      </div>
    </div>
  )
}

/** What stands in for content that is on its way, `rows` lines high. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useText()
  return (
    <div className="loading" aria-busy="true">
      <span className="unseen">{t(words.loading)}</span>
      <Skeleton
        active
        title={false}
        paragraph={{ rows, width: Array.from({ length: rows }, (_, row) => (row % 3 === 2 ? '55%' : '100%')) }}
      />
    </div>
  )
}

/** A page that is still being fetched. */
export function LoadingPage() {
  return (
    <div className="page">
      <Loading rows={8} />
    </div>
  )
}
