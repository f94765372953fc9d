import { stableJson } from '../db/ledger.ts'

/** What an event says, without the instants at which it happened to be told and what recording brought to light. */
export function whatIsSaid(type: string, commandId: string | null, data: unknown): string {
  const { start: _start, latenessMs: _lateness, ...said } = data as Record<string, unknown>
  if (type !== 'taskOverdue') delete said['due']
  delete said['documentNo']
  return stableJson({ type, commandId: commandId?.toLowerCase(), said })
}
