import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { PersonalAct } from '../domain/commands.ts'
import type { Refusal } from '../domain/refusals.ts'
import { type Text, text } from '../domain/text.ts'
import type { CommandView } from '../domain/views.ts'
import { failureText, isUnanswered, refusalOf } from './errors.ts'
import { newId } from './ids.ts'
import { client, queryClient, trpc } from './trpc.ts'

/** Where a command stands: `received` is stored but not yet decided; `failed` may or may not have arrived. */
export type CommandState =
  | { phase: 'idle' }
  | { phase: 'sending' }
  | { phase: 'received'; commandId: string; receivedAt: string }
  | { phase: 'applied'; command: CommandView }
  | { phase: 'refused'; refusal: Pick<Refusal, 'text' | 'fields'> & { code: string } }
  | { phase: 'failed'; text: Text }

const POLL = 1_500
const unexplained = text(
  '这项操作被退回，没有说明原因，请刷新页面。',
  'This was refused without a reason; reload the page.',
)

/**
 * One intent, sent until it is decided. The same body keeps its command id over retries, so that a second
 * try after a lost connection is the same act; a decided or changed one gets a new id.
 */
export function useCommand<Body>(options: {
  send: (commandId: string, body: Body) => Promise<CommandView>
  onApplied?: (command: CommandView) => void
  /** One that was sent earlier, such as before the page was reloaded, and is not decided yet. */
  pending?: { commandId: string; receivedAt: string } | undefined
}): { state: CommandState; busy: boolean; run: (body: Body) => void; reset: () => void } {
  const [own, setState] = useState<CommandState>({ phase: 'idle' })
  const intent = useRef<{ body: string; commandId: string } | null>(null)
  const { onApplied, pending } = options
  const state: CommandState =
    own.phase === 'idle' && pending
      ? { phase: 'received', commandId: pending.commandId, receivedAt: pending.receivedAt }
      : own

  const settle = (command: CommandView) => {
    if (command.state === 'RECEIVED')
      return setState({ phase: 'received', commandId: command.commandId, receivedAt: command.receivedAt })
    intent.current = null
    if (command.state === 'REFUSED')
      setState({ phase: 'refused', refusal: command.refusal ?? { code: 'UNKNOWN', text: unexplained, fields: [] } })
    else {
      setState({ phase: 'applied', command })
      onApplied?.(command)
    }
    void queryClient.invalidateQueries({ queryKey: trpc.case.get.queryKey({ caseId: command.caseId }) })
    void queryClient.invalidateQueries({ queryKey: trpc.inbox.pathKey() })
    void queryClient.invalidateQueries({ queryKey: trpc.case.list.pathKey() })
  }

  const mutation = useMutation({
    mutationFn: ({ commandId, body }: { commandId: string; body: Body }) => options.send(commandId, body),
    onSuccess: settle,
    onError: (error) => {
      const refused = refusalOf(error)
      if (!isUnanswered(error)) intent.current = null
      if (!refused) return setState({ phase: 'failed', text: failureText(error) })
      setState({ phase: 'refused', refusal: refused })
      // A refusal usually means that the case moved on: read it again, so that the new state is on the screen.
      void queryClient.invalidateQueries({ queryKey: trpc.case.pathKey() })
      void queryClient.invalidateQueries({ queryKey: trpc.inbox.pathKey() })
    },
  })

  const waiting = state.phase === 'received' ? state.commandId : null
  useQuery({
    queryKey: [...trpc.command.get.queryKey({ commandId: waiting ?? '' }), 'until decided'],
    queryFn: async () => {
      const command = await client.command.get.query({ commandId: waiting ?? '' })
      if (command.state !== 'RECEIVED') settle(command)
      return command
    },
    enabled: waiting !== null,
    refetchInterval: POLL,
    refetchIntervalInBackground: true,
    gcTime: 0,
  })

  return {
    state,
    busy: state.phase === 'sending' || state.phase === 'received',
    run: (body) => {
      const written = JSON.stringify(body) ?? ''
      if (intent.current?.body !== written) intent.current = { body: written, commandId: newId() }
      setState({ phase: 'sending' })
      mutation.mutate({ commandId: intent.current.commandId, body })
    },
    reset: () => {
      intent.current = null
      setState({ phase: 'idle' })
    },
  }
}

/** `useCommand` for an act on a case or on one of its tasks: `run(form)` sends it. */
export const useAct = (options: {
  caseId: string
  taskId: string | null
  act: PersonalAct
  onApplied?: (command: CommandView) => void
  pending?: { commandId: string; receivedAt: string } | undefined
}) =>
  useCommand<unknown>({
    send: (commandId, form) =>
      client.task.act.mutate({ commandId, caseId: options.caseId, taskId: options.taskId, act: options.act, form }),
    onApplied: options.onApplied,
    pending: options.pending,
  })
