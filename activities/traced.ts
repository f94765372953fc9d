import type { Db } from '../db/connect.ts'
import { traceparentsOf } from '../db/commands.ts'
import type { Tracing } from '../tracing/tracing.ts'
import type { Activities } from './contract.ts'

/**
 * `record` in a span of the trace that its command belongs to. The engine's histories know nothing of it: which
 * trace it is says the command's row.
 */
export const tracedRecord =
  (db: Db, tracing: Tracing, record: Activities['record']): Activities['record'] =>
  async (batch) => {
    const { caseId, events } = batch
    const commands = events.map(({ commandId }) => commandId).filter((id) => id !== null)
    const [parent = null] = await traceparentsOf(db, caseId, commands, events[0]?.no === 1)
    const steps = events.flatMap(({ data }) => ('step' in data && typeof data.step === 'string' ? [data.step] : []))
    const attributes = {
      'chuangwei.case': caseId,
      'chuangwei.step': [...new Set(steps)].join(' '),
      'chuangwei.events': events.map(({ type }) => type).join(' '),
    }
    return tracing.span('record', { parent, attributes }, () => record(batch))
  }
