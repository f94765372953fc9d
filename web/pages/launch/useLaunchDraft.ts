import { useEffect, useRef, useState } from 'react'
import type { FormDraft } from '../../components/form/schema.ts'
import { newId } from '../../ids.ts'
import { keep, readKept } from '../../kept.ts'
import { useMe } from '../../session.tsx'
import { client } from '../../trpc.ts'

/** What is kept of a notice being written. `sent` is the last attempt, so that a retry after a reload is the same act. */
type Draft = { form: FormDraft; at: string; sent: { body: string; commandId: string } | null }

export type Saved = 'untouched' | 'saving' | 'server' | 'browser'

const REST = 1_200

const isDraft = (value: unknown): value is Draft => typeof value === 'object' && value !== null && 'form' in value && 'at' in value

/**
 * A notice being written, kept at every keystroke in this browser and, once typing rests, with the API. Begins
 * with the newer of the two, or with `first`. `restoredAt` (ISO) tells that something was found.
 */
export function useLaunchDraft(key: string, first: () => FormDraft) {
  const me = useMe()
  const local = `${key}:${me.userId}`
  const [draft, setDraft] = useState<Draft | null>(null)
  const [restoredAt, setRestoredAt] = useState<string | null>(null)
  const [saved, setSaved] = useState<Saved>('untouched')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef<Draft | null>(null)

  useEffect(() => {
    let gone = false
    const begin = (remote: unknown) => {
      if (gone) return
      const here = readKept<unknown>(local)
      const found = [remote, here].filter(isDraft).sort((a, b) => b.at.localeCompare(a.at))[0]
      latest.current = found ?? { form: first(), at: new Date().toISOString(), sent: null }
      setRestoredAt(found ? found.at : null)
      setDraft(latest.current)
    }
    // Without an answer one can still write: the browser's copy is enough to begin with.
    client.draft.get.query({ key }).then((found) => begin(bodyOf(found)), () => begin(null))
    return () => {
      gone = true
      flush()
    }
  }, [key])

  const save = () => {
    timer.current = undefined
    const body = latest.current
    if (!body) return
    client.draft.save.mutate({ key, body }).then(
      () => latest.current === body && setSaved('server'),
      () => latest.current === body && setSaved('browser'),
    )
  }
  const flush = () => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    save()
  }
  const put = (next: Draft) => {
    latest.current = next
    setDraft(next)
    keep(local, next)
    setSaved('saving')
    clearTimeout(timer.current)
    timer.current = setTimeout(save, REST)
  }

  return {
    form: draft?.form ?? null,
    restoredAt,
    saved,
    change: (form: FormDraft) => put({ ...(latest.current ?? { sent: null }), form, at: new Date().toISOString() }),
    /** The command id of this body: the one it was sent under before, if it was. */
    commandIdFor: (body: unknown): string => {
      const written = JSON.stringify(body)
      const sent = latest.current?.sent?.body === written ? latest.current.sent : { body: written, commandId: newId() }
      if (latest.current) put({ ...latest.current, sent })
      return sent.commandId
    },
    /** The last attempt was decided: sending again is a new act. */
    decided: () => latest.current && put({ ...latest.current, sent: null }),
    restart: () => {
      setRestoredAt(null)
      put({ form: first(), at: new Date().toISOString(), sent: null })
    },
    forget: () => {
      clearTimeout(timer.current)
      timer.current = undefined
      latest.current = null
      keep(local, null)
      client.draft.remove.mutate({ key }).catch(() => undefined)
    },
  }
}

const bodyOf = (found: unknown): unknown => (typeof found === 'object' && found !== null && 'body' in found ? found.body : found)
