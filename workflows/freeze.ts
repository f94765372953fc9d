import { anyone } from '../domain/people.ts'
import type { Limit } from '../domain/calendar.ts'
import type { ProcessDefinition } from '../domain/processes/definition.ts'
import { settlementSteps } from '../domain/processes/settlement.ts'
import type { Process } from './kit/process.ts'

/** Nothing is paid back or kept while an investigation of the unit runs (handbook §4.5 no. 11). */
export async function unfrozen<P extends ProcessDefinition & { stages: { FROZEN: unknown } }>(
  process: Process<P>,
  { unitId, within }: { unitId: string; within: Limit },
): Promise<void> {
  for (;;) {
    const { count } = await process.outside((world) => world.openInvestigations({ unitId: process.unitNow(unitId) }))
    if (count === 0) return
    process.enter('FROZEN')
    await process.step(settlementSteps.liftFreeze, { to: anyone('DISCIPLINE_OFFICER'), within })
  }
}
