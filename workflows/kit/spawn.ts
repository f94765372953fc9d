import {
  type ChildWorkflowHandle,
  ParentClosePolicy,
  startChild,
  type Workflow,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow'
import { TypedSearchAttributes } from '@temporalio/common'
import type { Spawning } from '../../activities/contract.ts'
import type { Launch, ProcessDefinition } from '../../domain/processes/definition.ts'
import { attributes } from './attributes.ts'
import type { CaseState } from './step.ts'
import { world } from './world.ts'

/** What the new case is, and for which reason of this one it is opened. */
export type Spawn = Omit<Spawning, 'parentId' | 'kind' | 'idPrefix'>

/**
 * Opens a case of its own to which this one gives rise, on record in both. It lives on when this one ends.
 * `input` is what its workflow is told beside what every case is told. Await the handle's `result()` to follow it.
 */
export async function spawn<W extends Workflow>(
  state: CaseState,
  process: ProcessDefinition,
  opening: Spawn,
  input: (told: { unitName: string }) => Omit<Parameters<W>[0], keyof Launch>,
): Promise<ChildWorkflowHandle<W>> {
  const { kind, idPrefix } = process
  const { caseId, campaign, unitName } = await state.recorder.outside(() =>
    world.openSpawnedCase({ ...opening, parentId: state.caseId, kind, idPrefix }),
  )
  const launch = { ...input({ unitName }), kind, caseId, unitId: opening.unitId, campaign }
  const child = await startChild(kind, {
    workflowId: caseId,
    args: [launch],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: attributes.kind, value: kind },
      { key: attributes.unit, value: opening.unitId },
      { key: attributes.campaign, value: campaign },
    ]),
  })
  state.recorder.note('caseSpawned', { caseId, kind, title: opening.title })
  await state.recorder.flush()
  return child as ChildWorkflowHandle<W>
}
