import type { Calendar, DueSum } from '../../domain/calendar.ts'
import type { StepFacts } from '../../domain/corrections.ts'
import type { EngineEvent } from '../../domain/events.ts'
import type { Actor } from '../../domain/people.ts'

/** All that is left of a case when a sequence is over, from wherever it was played. */
export type Evidence = {
  calendar: Calendar
  case: {
    id: string
    stage: string
    round: number
    outcome: string | null
    failedRounds: number
    unitId: string
    engineNo: number
    headSeq: number
    headHash: string
  }
  entries: Entry[]
  tasks: TaskRow[]
  commands: CommandRow[]
}

export type Entry = {
  seq: number
  kind: 'EVENT' | 'REFUSAL' | 'VOID' | 'NOTE'
  engineNo: number | null
  type: string
  at: string
  actor: Actor | null
  commandId: string | null
  data: unknown
  canonical: string
  prevHash: string
  hash: string
}

export type TaskRow = {
  id: string
  step: string
  round: number
  state: string
  dueAt: string
  sum: DueSum
  facts: StepFacts
}

export type CommandRow = {
  id: string
  act: string
  taskId: string | null
  decision: string | null
  code: string | null
  businessAt: string
  actor: Actor
}

/** An event that stands, with the due date that it announces. */
export type Standing = EngineEvent & { seq: number; due: DueSum | null }

/** The events of the line that stands: a later entry of the same number takes the place of an earlier one. */
export function standingOf({ entries, case: { engineNo } }: Evidence): Standing[] {
  const byNo = new Map<number, Standing>()
  for (const { seq, kind, engineNo: no, type, at, actor, commandId, data } of entries) {
    if (kind !== 'EVENT' || no === null || no > engineNo) continue
    const due = (data as { due?: unknown }).due
    const sum = typeof due === 'object' && due !== null ? (due as DueSum) : null
    byNo.set(no, { seq, no, type, at, by: actor, commandId, data, due: sum } as Standing)
  }
  return [...byNo.values()].sort((a, b) => a.no - b.no)
}
