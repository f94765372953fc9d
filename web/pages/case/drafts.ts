import { useEffect, useState } from 'react'
import type { FormDraft } from '../../components/form/schema.ts'
import { client } from '../../trpc.ts'

const PAUSE = 1_500
const AGAIN = 10_000

export type DraftState =
  | { phase: 'clean' }
  | { phase: 'saving' }
  | { phase: 'saved'; at: string }
  | { phase: 'unsaved' }

/** Saves what it is given a moment later, the latest only, and tries again while the network fails. */
function draftKeeper(taskId: string, tell: (state: DraftState) => void) {
  let waiting: FormDraft | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function save(): Promise<void> {
    clearTimeout(timer)
    const form = waiting
    if (form === null) return
    waiting = null
    tell({ phase: 'saving' })
    try {
      const { savedAt } = await client.task.saveDraft.mutate({ taskId, form })
      if (waiting === null) tell({ phase: 'saved', at: savedAt })
    } catch {
      waiting ??= form
      tell({ phase: 'unsaved' })
      timer = setTimeout(() => void save(), AGAIN)
    }
  }

  return {
    save,
    keep(form: FormDraft): void {
      waiting = form
      clearTimeout(timer)
      timer = setTimeout(() => void save(), PAUSE)
    },
    /** Drops what is waiting to be saved: the form was submitted. */
    forget(): void {
      waiting = null
      clearTimeout(timer)
      tell({ phase: 'clean' })
    },
  }
}

/**
 * Keeps what is typed for a task on the server: a moment after the last change and when the page is left.
 * For one task: a component for another task needs another key.
 */
export function useDraftSaving(taskId: string): {
  state: DraftState
  keep: (form: FormDraft) => void
  forget: () => void
} {
  const [state, setState] = useState<DraftState>({ phase: 'clean' })
  const [keeper] = useState(() => draftKeeper(taskId, setState))
  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === 'hidden') void keeper.save()
    }
    document.addEventListener('visibilitychange', leaving)
    return () => {
      document.removeEventListener('visibilitychange', leaving)
      void keeper.save()
    }
  }, [keeper])
  return { state, keep: keeper.keep, forget: keeper.forget }
}
