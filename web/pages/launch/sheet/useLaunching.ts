import { useEffect, useRef, useState } from 'react'
import { failureText, isUnanswered, refusalOf } from '../../../errors.ts'
import { newId } from '../../../ids.ts'
import { client, queryClient, trpc } from '../../../trpc.ts'
import { noticeOf, type Row, type RowState } from './row.ts'
import type { Rows } from './useRows.ts'

/** This many rows in a row without an answer: the network is gone, more would only wait. */
const GIVE_UP = 2
const POLL = 4_000

type Running = { done: number; total: number } | null

const isDue = (row: Row) => row.state.phase === 'ready' || row.state.phase === 'unanswered'

/** The rows that would be launched now. */
export const launchable = (rows: readonly Row[]): Row[] => rows.filter((row) => isDue(row) && noticeOf(row) !== null)

async function launchRow(row: Row): Promise<RowState> {
  const notice = noticeOf(row)
  if (!notice) return row.state
  try {
    const command = await client.notice.launch.mutate({ commandId: row.commandId, notice })
    if (command.state === 'RECEIVED') return { phase: 'received', caseId: command.caseId }
    if (command.state === 'APPLIED') return { phase: 'launched', caseId: command.caseId }
    return refused(command.refusal)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal) return refused(refusal)
    return isUnanswered(error)
      ? { phase: 'unanswered', text: failureText(error) }
      : { phase: 'refused', text: failureText(error), fields: [] }
  }
}

const refused = (
  refusal: { text: { zh: string; en: string }; fields: Extract<RowState, { phase: 'refused' }>['fields'] } | null,
): RowState => ({
  phase: 'refused',
  text: refusal?.text ?? { zh: '被退回，没有说明原因。', en: 'Refused without a reason.' },
  fields: refusal?.fields ?? [],
})

/**
 * Launches rows one after another until all are done, it is told to stop, or the network is gone. Each row goes
 * out under its own command id, stored before it is sent: sending it again is the same act.
 */
export function useLaunching(rows: Rows) {
  const [running, setRunning] = useState<Running>(null)
  const [lostLine, setLostLine] = useState(false)
  const stop = useRef(false)
  useEffect(() => () => void (stop.current = true), [])

  const run = async (keys: readonly string[]) => {
    stop.current = false
    setLostLine(false)
    let unanswered = 0
    for (const [done, key] of keys.entries()) {
      if (stop.current) break
      setRunning({ done, total: keys.length })
      const row = rows.current().find((held) => held.key === key)
      if (!row || !isDue(row)) continue
      rows.putRow(key, (held) => ({ ...held, state: { phase: 'sending' } }), true)
      const state = await launchRow(row)
      // A refused command is decided for good: the next try of this row is a new act.
      rows.putRow(
        key,
        (held) => ({ ...held, state, commandId: state.phase === 'refused' ? newId() : held.commandId }),
        true,
      )
      unanswered = state.phase === 'unanswered' ? unanswered + 1 : 0
      if (unanswered >= GIVE_UP) {
        setLostLine(true)
        break
      }
    }
    setRunning(null)
    for (const queryKey of [trpc.problem.pathKey(), trpc.case.list.pathKey(), trpc.inbox.pathKey()])
      void queryClient.invalidateQueries({ queryKey })
  }

  const { current, putRow } = rows
  const isWaiting = rows.rows.some(({ state }) => state.phase === 'received')
  useEffect(() => {
    if (!isWaiting) return undefined
    const ask = async ({ key, commandId }: Row) => {
      const command = await client.command.get.query({ commandId })
      if (command.state === 'APPLIED')
        putRow(key, (row) => ({ ...row, state: { phase: 'launched', caseId: command.caseId } }), true)
      else if (command.state === 'REFUSED')
        putRow(key, (row) => ({ ...row, state: refused(command.refusal), commandId: newId() }), true)
    }
    const timer = setInterval(() => {
      // One that is not answered is asked again at the next turn.
      for (const row of current()) if (row.state.phase === 'received') ask(row).catch(() => undefined)
    }, POLL)
    return () => clearInterval(timer)
  }, [isWaiting, current, putRow])

  return {
    running,
    lostLine,
    start: () => void run(launchable(rows.current()).map(({ key }) => key)),
    retry: (key: string) => void run([key]),
    stop: () => void (stop.current = true),
  }
}
