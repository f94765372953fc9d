import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
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

const refreshLists = () => {
  for (const key of [trpc.inbox.pathKey(), trpc.case.list.pathKey(), trpc.problem.pathKey(), trpc.stuck.pathKey()])
    void queryClient.invalidateQueries({ queryKey: key })
}

/**
 * Keeps lists and cases current while the page is open, and says so when it cannot. Changes that arrive
 * together are read again together; after a gap everything is read again, because events may be missing.
 */
export function Live() {
  const t = useText()
  const can = useCan()
  const onScreen = useOnScreen() && can('case.read')
  const changed = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const started = useRef(false)
  const [down, setDown] = useState(false)

  const gather = (caseId: string) => {
    changed.current.add(caseId)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      for (const id of changed.current) void queryClient.invalidateQueries({ queryKey: trpc.case.get.queryKey({ caseId: id }) })
      changed.current.clear()
      refreshLists()
    }, GATHER)
  }

  const { status, reset } = useSubscription(
    trpc.live.changes.subscriptionOptions(
      {},
      {
        enabled: onScreen,
        onData: (event) => gather(event.data.caseId),
        onError: (error) => {
          if (isUnauthorized(error)) announceSessionLost()
        },
        onStarted: () => {
          if (started.current) void queryClient.invalidateQueries()
          started.current = true
        },
      },
    ),
  )

  const lost = onScreen && status !== 'pending' && status !== 'idle'
  useEffect(() => {
    if (!lost) return setDown(false)
    const wait = setTimeout(() => setDown(true), SHOW_AFTER)
    return () => clearTimeout(wait)
  }, [lost])

  useEffect(() => {
    // A stream that ended with an error does not come back by itself.
    if (status !== 'error') return
    const again = setTimeout(reset, AGAIN)
    return () => clearTimeout(again)
  }, [status, reset])

  return (
    <div role="status" className="live-notice" data-shown={down}>
      {down ? t(words.lost) : ''}
    </div>
  )
}
