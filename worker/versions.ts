import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isGrpcServiceError } from '@temporalio/client'
import type { NativeConnection, WorkerDeploymentOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker'

/**
 * Workers as versions of one deployment: the engine sends every task to the code that is current, whoever else polls.
 * The worker that starts makes its own code current, so that no step is left to a person; until it is, and while it
 * starts, the one before it goes on.
 */

/** How long until the engine is asked again whether it has seen this version poll. ms */
const AGAIN_MS = 50
const PATIENT_MS = 1_000
/** How often an engine that answers nothing is asked how its versions stand, before the start goes on without that. */
const TRIES = 3
/** gRPC's codes of a cluster that has no deployments, or does not let us. */
const HOPELESS = new Set([7, 12])
/** What it says where nobody has polled under this name yet, or nothing of this is known. */
const NONE = new Set([5, ...HOPELESS])
/** The engine's statuses of a version that was current once and is no more. */
const REPLACED = new Set([4, 5])

/** `signal` ends the waiting: the worker is told to stop. */
type Deployment = { namespace: string; taskQueue: string; signal: AbortSignal }

/** What the engine calls this code: by its workflows, which decide what a history can go on with. */
export const buildOf = ({ code }: WorkflowBundleWithSourceMap): string =>
  createHash('sha256').update(code).digest('hex').slice(0, 12)

/** Open flows go on with whatever version is current at their next step. */
export const versionedAs = (taskQueue: string, buildId: string): WorkerDeploymentOptions => ({
  version: { deploymentName: taskQueue, buildId },
  useWorkerVersioning: true,
  defaultVersioningBehavior: 'AUTO_UPGRADE',
})

/**
 * Makes this build current once the engine has seen it poll, and returns whether it is. A build that was replaced by
 * another stays behind unless `takeOver`: an old worker that comes back must not undo a deployment. Rejects when the
 * engine knows no deployments.
 */
export async function becomeCurrent(
  connection: NativeConnection,
  { buildId, takeOver, ...deployment }: Deployment & { buildId: string; takeOver: boolean },
): Promise<boolean> {
  const known = await standing(connection, deployment)
  if (known.current === buildId) return true
  if (known.replaced.has(buildId) && !takeOver) return false
  await setCurrent(connection, { ...deployment, buildId })
  return true
}

/** Gives the tasks back to workers without a version, where a version had them: otherwise nobody would get any. */
export async function withoutVersions(connection: NativeConnection, deployment: Deployment): Promise<void> {
  if ((await standing(connection, deployment)).current !== '')
    await setCurrent(connection, { ...deployment, buildId: '' })
}

async function standing(
  connection: NativeConnection,
  { namespace, taskQueue, signal }: Deployment,
): Promise<{ current: string; replaced: Set<string> }> {
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    try {
      const { workerDeploymentInfo: known } = await connection.workflowService.describeWorkerDeployment({
        namespace,
        deploymentName: taskQueue,
      })
      const replaced = (known?.versionSummaries ?? []).filter(({ status }) => REPLACED.has(status ?? 0))
      return {
        current: known?.routingConfig?.currentDeploymentVersion?.buildId ?? '',
        replaced: new Set(replaced.map(({ deploymentVersion }) => deploymentVersion?.buildId ?? '')),
      }
    } catch (error) {
      // Nobody has polled under this name yet; what an engine does not have at all shows when a version is to be set.
      if (isGrpcServiceError(error) && NONE.has(error.code)) break
      await sleep(PATIENT_MS)
    }
  }
  return { current: '', replaced: new Set() }
}

async function setCurrent(
  connection: NativeConnection,
  { namespace, taskQueue, signal, buildId }: Deployment & { buildId: string },
): Promise<void> {
  let said = ''
  for (
    const began = Date.now();
    !signal.aborted;
    await sleep(Date.now() - began < PATIENT_MS ? AGAIN_MS : PATIENT_MS)
  ) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: taskQueue,
        buildId,
        identity: `worker ${process.pid}`,
        ignoreMissingTaskQueues: true,
      })
      return
    } catch (error) {
      if (isGrpcServiceError(error) && HOPELESS.has(error.code))
        throw new Error(
          `流程引擎不支持执行器版本：请去掉 CHUANGWEI_WORKER_VERSIONS=on。(The engine has no worker deployments: leave it off. ${error.details})`,
          { cause: error },
        )
      const message = isGrpcServiceError(error) ? error.details : String(error)
      // Not having been seen yet is how every start begins.
      if (message !== said && Date.now() - began > PATIENT_MS) console.error(`not current yet: ${message}`)
      if (Date.now() - began > PATIENT_MS) said = message
    }
  }
}
