import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useState } from 'react'
import { isUnauthorized } from './errors.ts'
import { useText } from './language.tsx'
import { useCan } from './session.tsx'
import { announceSessionLost, queryClient, trpc } from './trpc.ts'
import { words } from './words.ts'

const GATHER = 250
const HIDDEN_FOR = 30_000
const SHOW_AFTER = 4_000
const AGAIN = 8_000

/** Whether the page has been on screen within the last half minute: a hidden tab gives its connection back. */
function useOnScreen(): boolean {
  const [onScreen, setOnScreen] = useState(true)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') setOnScreen(true)
      else timer = setTimeout(() => setOnScreen(false), HIDDEN_FOR)
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return onScreen
}

const changed = new Set<string>()
let gathering: ReturnType<typeof setTimeout> | undefined
let started = false

function refresh(): void {
  gathering = undefined
  for (const caseId of changed) void queryClient.invalidateQueries({ queryKey: trpc.case.get.queryKey({ caseId }) })
  changed.clear()
  for (const key of [trpc.inbox.pathKey(), trpc.case.list.pathKey(), trpc.problem.pathKey(), trpc.stuck.pathKey()])
    void queryClient.invalidateQueries({ queryKey: key })
}

function gather(caseId: string): void {
  changed.add(caseId)
  gathering ??= setTimeout(refresh, GATHER)
}

/** A stream that begins anew may have missed something: everything on the screen is read again. */
function begin(): void {
  if (started) void queryClient.invalidateQueries()
  started = true
}

/**
 * Keeps lists and cases current while the page is open, and says so when it cannot. Changes that arrive
 * together are read again together. One of these per page.
 */
export function Live() {
  const t = useText()
  const can = useCan()
  const onScreen = useOnScreen() && can('case.read')
  const [down, setDown] = useState(false)
  const { status, reset } = useSubscription(
    trpc.live.changes.subscriptionOptions(
      {},
      {
        enabled: onScreen,
        onData: (event) => gather(event.data.caseId),
        onStarted: begin,
        onError: (error) => {
          if (isUnauthorized(error)) announceSessionLost()
        },
      },
    ),
  )

  const lost = onScreen && status !== 'pending' && status !== 'idle'
  useEffect(() => {
    if (!lost) return
    const wait = setTimeout(() => setDown(true), SHOW_AFTER)
    return () => {
      clearTimeout(wait)
      setDown(false)
    }
  }, [lost])

  useEffect(() => {
    // A stream that ended with an error does not come back by itself.
    if (status !== 'error') return
    const again = setTimeout(reset, AGAIN)
    return () => clearTimeout(again)
  }, [status, reset])

  return (
    <output className="live-notice" data-shown={down && lost}>
      {down && lost ? t(words.lost) : ''}
    </output>
  )
}
