import type { ReactNode } from 'react'
import type { Text } from '../../domain/text.ts'
import { useText } from '../language.tsx'

/** What went wrong and what to do, where the person is looking. `tone` calm is for news that is not an error. */
export function ErrorNote({
  note,
  tone = 'error',
  children,
}: {
  note: Text
  tone?: 'error' | 'calm' | 'warning'
  children?: ReactNode
}) {
  const t = useText()
  return (
    <div className={`note note-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <p>{t(note)}</p>
      {children}
    </div>
  )
}
