import {
  type ChildWorkflowHandle,
  ParentClosePolicy,
  startChild,
  type Workflow,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow'
import { TypedSearchAttributes, WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import type { Spawning } from '../../activities/contract.ts'
import type { Launch, ProcessDefinition } from '../../domain/processes/definition.ts'
import { ANEW, type Start } from '../../domain/journal.ts'
import { attributes } from './attributes.ts'
import type { CaseState } from './step.ts'
import { beganBefore, endAsBefore } from './before-journal.ts'
import { endOf } from './ends.ts'
import { arrive, ask } from './turns.ts'
import { world } from './world.ts'

/** What the new case is, and for which reason of this one it is opened. `isFollowed`: whether its end is awaited. */
export type Spawn = Omit<Spawning, 'parentId' | 'kind' | 'idPrefix'> & { isFollowed?: boolean }

/** A case that goes on by itself. `result` rejects with EndedOtherwise when it was ended by force; it is for who follows it. */
export type Spawned<W extends Workflow> = { caseId: string; result: () => Promise<Awaited<ReturnType<W>>> }

/**
 * Opens a case of its own to which this one gives rise, on record in both. It lives on when this one ends.
 * `input` is what its workflow is told beside what every case is told.
 */
export async function spawn<W extends Workflow>(
  state: CaseState,
  process: ProcessDefinition,
  { isFollowed = false, ...opening }: Spawn,
  input: (told: { unitName: string }) => Omit<Parameters<W>[0], keyof Launch>,
): Promise<Spawned<W>> {
  const { kind, idPrefix } = process
  const { caseId, campaign, unitName } = await state.recorder.outside(() =>
    world.openSpawnedCase({ ...opening, parentId: state.caseId, kind, idPrefix }),
  )
  const launch: Launch = {
    ...input({ unitName }),
    kind,
    caseId,
    unitId: opening.unitId,
    campaign,
    ...(isFollowed && !beganBefore() ? { tells: state.caseId } : {}),
  }
  const result = await begun<W>(launch, isFollowed)
  state.recorder.note('caseSpawned', { caseId, kind, title: opening.title })
  await state.recorder.flush()
  return { caseId, result }
}

type Following<W extends Workflow> = Spawned<W>['result']

async function begun<W extends Workflow>(launch: Launch, isFollowed: boolean): Promise<Following<W>> {
  if (beganBefore()) {
    const child = await start<W>(launch)
    return () => endAsBefore<Awaited<ReturnType<W>>>(child)
  }
  await ask(() => startedOnce(launch, isFollowed))
  if (!isFollowed) return () => Promise.reject(new Error(`nobody follows ${launch.caseId}`))
  const end = endOf<Awaited<ReturnType<W>>>(launch.caseId)
  return () => end
}

/** Starts it, unless it was started before this run was told of it. */
async function startedOnce(launch: Launch, isFollowed: boolean): Promise<void> {
  try {
    const child = await start(launch)
    if (!isFollowed) return
    // One that is ended by force tells nobody itself.
    child.result().catch((why: unknown) => arrive({ ended: launch.caseId, failure: String(why) }))
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

const start = <W extends Workflow>(
  launch: Launch,
): Promise<ChildWorkflowHandle<(launch: Launch, start: Start) => ReturnType<W>>> =>
  startChild<(launch: Launch, start: Start) => ReturnType<W>>(launch.kind, {
    workflowId: launch.caseId,
    args: [launch, ANEW],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: attributes.kind, value: launch.kind },
      { key: attributes.unit, value: launch.unitId },
      { key: attributes.campaign, value: launch.campaign },
    ]),
  })
