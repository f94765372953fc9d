import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/people.ts'
import { bodyHash, decide, receive } from './commands.ts'
import type { App } from './context.ts'

const AT_ONCE = 8

/**
 * Has each of these tasks' due dates reckoned anew by its case, on record. Returns how many were settled, how
 * many were refused, and how many are received and will be settled when the engine answers again.
 */
export async function settleDueDates(
  app: App,
  tasks: { id: string; case_id: string }[],
  actor: Actor,
): Promise<{ settled: number; failed: number; pending: number }> {
  const sums = { settled: 0, failed: 0, pending: 0 }
  const queue = [...tasks]
  const work = async (): Promise<void> => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const row = await receive(
        app,
        {
          id: randomUUID(),
          caseId: task.case_id,
          taskId: task.id,
          act: 'settleDueDate',
          body: null,
          bodyHash: bodyHash(null),
          actor,
        },
        [],
      )
      // Once the engine has not answered, the rest is only received: the dispatcher sends it.
      const { decision } = sums.pending > 0 ? row : await decide(app, row)
      sums[decision === 'APPLIED' ? 'settled' : decision === 'REFUSED' ? 'failed' : 'pending'] += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return sums
}
