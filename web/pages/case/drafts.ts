import { useEffect, useRef, useState } from 'react'
import type { FormDraft } from '../../components/form/schema.ts'
import { client } from '../../trpc.ts'

const PAUSE = 1_500
const AGAIN = 10_000

export type DraftState = { phase: 'clean' } | { phase: 'saving' } | { phase: 'saved'; at: string } | { phase: 'unsaved' }

/**
 * Keeps what is typed for a task on the server: a moment after the last change, when the page is left, and
 * again while the network fails. `keep` is called with each change.
 */
export function useDraftSaving(taskId: string): { state: DraftState; keep: (form: FormDraft) => void; forget: () => void } {
  const [state, setState] = useState<DraftState>({ phase: 'clean' })
  const waiting = useRef<FormDraft | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const gone = useRef(false)

  const save = async () => {
    clearTimeout(timer.current)
    const form = waiting.current
    if (form === null) return
    waiting.current = null
    if (!gone.current) setState({ phase: 'saving' })
    try {
      const { savedAt } = await client.task.saveDraft.mutate({ taskId, form })
      if (!gone.current && waiting.current === null) setState({ phase: 'saved', at: savedAt })
    } catch {
      waiting.current ??= form
      if (gone.current) return
      setState({ phase: 'unsaved' })
      timer.current = setTimeout(() => void save(), AGAIN)
    }
  }

  useEffect(() => {
    gone.current = false
    const leaving = () => {
      if (document.visibilityState === 'hidden') void save()
    }
    document.addEventListener('visibilitychange', leaving)
    return () => {
      gone.current = true
      document.removeEventListener('visibilitychange', leaving)
      void save()
    }
  }, [taskId])

  return {
    state,
    keep: (form) => {
      waiting.current = form
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), PAUSE)
    },
    /** Drops what is waiting to be saved: the form was submitted. */
    forget: () => {
      waiting.current = null
      clearTimeout(timer.current)
      setState({ phase: 'clean' })
    },
  }
}
