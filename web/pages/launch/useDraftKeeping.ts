import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormDraft } from '../../components/form/schema.ts'
import { newId } from '../../ids.ts'
import { keep } from '../../kept.ts'
import { useMe } from '../../session.tsx'
import { client } from '../../trpc.ts'
import { type Draft, forgetDraft, localKey, newDraft } from './draft.ts'

export type Saved = 'untouched' | 'saving' | 'server' | 'browser'

const REST = 1_200

/** A notice being written, kept at every keystroke in this browser and, once typing rests, at the API. */
export function useDraftKeeping(key: string, initial: Draft) {
  const { userId } = useMe()
  const [draft, setDraft] = useState(initial)
  const [saved, setSaved] = useState<Saved>('untouched')
  const latest = useRef<Draft | null>(initial)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    const body = latest.current
    if (!body) return
    const tell = (where: Saved) => {
      if (latest.current === body) setSaved(where)
    }
    client.draft.save.mutate({ key, body }).then(
      () => tell('server'),
      () => tell('browser'),
    )
  }, [key])

  useEffect(
    () => () => {
      if (timer.current !== undefined) save()
    },
    [save],
  )

  const put = (next: Draft) => {
    latest.current = next
    setDraft(next)
    keep(localKey(key, userId), next)
    setSaved('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(save, REST)
  }

  return {
    form: draft.form,
    saved,
    change: (form: FormDraft) => put({ sent: latest.current?.sent ?? null, form, at: new Date().toISOString() }),
    /** The command id of this body: the one it was sent under before, if it was. */
    commandIdFor: (body: unknown): string => {
      const written = JSON.stringify(body)
      const before = latest.current?.sent
      const sent = before?.body === written ? before : { body: written, commandId: newId() }
      if (latest.current) put({ ...latest.current, sent })
      return sent.commandId
    },
    /** The last attempt was decided: sending again is a new act. */
    decided: () => {
      if (latest.current) put({ ...latest.current, sent: null })
    },
    /** Another one, from its beginning. */
    begin: (form: FormDraft) => put(newDraft(form)),
    forget: () => {
      clearTimeout(timer.current)
      timer.current = undefined
      latest.current = null
      forgetDraft(key, userId)
    },
  }
}
