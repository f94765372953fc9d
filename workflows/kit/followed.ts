import { condition, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow'
import { ended } from './messages.ts'
import { awaited, hasEnded } from './ends.ts'
import { arrive, ask, listen } from './turns.ts'
import { world } from './world.ts'

/** A case that follows another to its end is told by it, in whichever of its runs; one that was ended by force says nothing. */

const DAY_MS = 86_400_000

/** Hears it from those that this case follows. */
export const whenEnded = (): void => listen(ended, hasEnded)

/** Tells the case that follows this one how it has ended; it may have ended itself. */
export async function tellFollower(input: unknown, value: unknown): Promise<void> {
  if (typeof input !== 'object' || input === null || !('tells' in input) || typeof input.tells !== 'string') return
  const { tells } = input
  const { workflowId: caseId } = workflowInfo()
  await ask(() =>
    getExternalWorkflowHandle(tells)
      .signal(ended, { caseId, value })
      .catch(() => undefined),
  )
}

/** The engine tells an end only to the run that started the case; a later run looks itself, at once and every day. */
export function followUnseen(): void {
  for (const caseId of awaited()) void follow(caseId)
}

async function follow(caseId: string): Promise<void> {
  do {
    const end = await world.endOfCase({ caseId })
    if (end.isOver)
      return arrive({ ended: caseId, ...(end.failure === null ? { value: end.value } : { failure: end.failure }) })
  } while (!(await condition(() => !awaited().includes(caseId), DAY_MS)))
}
