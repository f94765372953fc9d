import { useCallback, useEffect, useRef, useState } from 'react'
import { keep, readKept } from '../../../kept.ts'
import { useMe } from '../../../session.tsx'
import type { Row } from './row.ts'

const REST = 400

// A page that was closed while a row was on its way does not know what became of it; the same command may be sent again.
const interrupted = (row: Row): Row =>
  row.state.phase === 'sending'
    ? {
        ...row,
        state: {
          phase: 'unanswered',
          text: { zh: '页面在发出时被关闭，请重试。', en: 'The page was closed while this was sent; try again.' },
        },
      }
    : row

/**
 * The rows being prepared, kept in this browser until they are cleared: with their command ids, so that a row
 * sent twice over a reload is one act. `stored` is false when the browser has no room for them.
 */
export function useRows() {
  const me = useMe()
  const key = `launch-sheet:${me.userId}`
  const [rows, setRows] = useState<readonly Row[]>(() => ((readKept(key) as Row[] | null) ?? []).map(interrupted))
  const [stored, setStored] = useState(true)
  const latest = useRef(rows)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const store = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    setStored(keep(key, latest.current.length > 0 ? latest.current : null))
  }, [key])

  const put = useCallback(
    (change: (rows: readonly Row[]) => readonly Row[], atOnce = false) => {
      latest.current = change(latest.current)
      setRows(latest.current)
      clearTimeout(timer.current)
      if (atOnce) store()
      else timer.current = setTimeout(store, REST)
    },
    [store],
  )

  useEffect(() => {
    const leaving = () => {
      if (timer.current !== undefined) store()
    }
    window.addEventListener('pagehide', leaving)
    return () => {
      window.removeEventListener('pagehide', leaving)
      leaving()
    }
  }, [store])

  return {
    rows,
    stored,
    /** The rows as they are at this moment, for what runs over several renders. */
    current: useCallback(() => latest.current, []),
    put,
    putRow: useCallback(
      (rowKey: string, change: (row: Row) => Row, atOnce = false) =>
        put((all) => all.map((row) => (row.key === rowKey ? change(row) : row)), atOnce),
      [put],
    ),
  }
}

export type Rows = ReturnType<typeof useRows>
