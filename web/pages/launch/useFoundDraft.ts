import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CommandView } from '../../../domain/views.ts'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { type Draft, localKey, newestDraft } from './draft.ts'

const ONCE = { retry: false, gcTime: 0, staleTime: Number.POSITIVE_INFINITY } as const

/**
 * What is found of a notice written here before, once that is known: its draft, and what became of it if it was
 * sent. Without an answer from the API the browser's copy is enough to go on.
 */
export function useFoundDraft(key: string): { ready: boolean; draft: Draft | null; sent: CommandView | null } {
  const me = useMe()
  const remote = useQuery(trpc.draft.get.queryOptions({ key }, ONCE))
  const body = remote.data?.body
  const draft = useMemo(
    () => (remote.isPending ? null : newestDraft(body, localKey(key, me.userId))),
    [remote.isPending, body, key, me.userId],
  )
  const commandId = draft?.sent?.commandId
  const sent = useQuery({
    ...trpc.command.get.queryOptions({ commandId: commandId ?? '' }, ONCE),
    enabled: commandId !== undefined,
  })
  const ready = !remote.isPending && (commandId === undefined || !sent.isPending)
  return { ready, draft, sent: sent.data ?? null }
}
