import type { Found, Looked } from '../../db/stuck-findings.ts'
import { backlog, noWorker, workerCutOff } from '../../domain/stuck-words.ts'
import type { App } from '../context.ts'
import { lookAtQueue } from './queue.ts'
import { standingOf } from './standing.ts'

/** Whether workers work: that they ask, that they answer, that they keep up, that they reach the database. */

/** A worker gives a sign every fifteen seconds. s */
const SILENT = 32
/** Tasks wait milliseconds; whoever waits this long is felt by everybody. ms */
const TOO_OLD_MS = 10_000
const PROBES = 3

export type WorkersSeen = { found: Found[]; looked: Looked[]; working: boolean }

/**
 * How the workers are. `healthy`: cases in which nothing is wrong, to be asked in case of doubt, since the engine
 * lists one that was killed for a minute and a half as if it were there. Rejects when the engine does not answer.
 */
export async function lookAtWorkers(
  { db, engine }: Pick<App, 'db' | 'engine'>,
  healthy: readonly string[],
): Promise<WorkersSeen> {
  const [queue, beat] = await Promise.all([
    lookAtQueue(engine),
    db.selectFrom('heartbeat').select('at').where('part', '=', 'worker').executeTakeFirst(),
  ])
  const age = beat ? (Date.now() - beat.at.getTime()) / 1000 : 0
  const doubtful = !queue.polling || age > SILENT
  const working = doubtful ? await answersOne(engine, healthy) : true
  const looked: Looked[] = [{ causes: ['NO_WORKER', 'BACKLOG'], cases: null }]
  const nowhere = { caseId: null, taskId: null, person: null, step: null, detail: null }
  if (!working)
    return {
      working,
      looked,
      found: [
        {
          ...nowhere,
          cause: 'NO_WORKER',
          subject: engine.taskQueue,
          since: beat?.at.toISOString() ?? null,
          text: noWorker(queue.waiting),
          facts: { count: queue.waiting },
          acts: ['startWorker'],
        },
      ],
    }
  const found: Found[] = []
  if (age > SILENT)
    found.push({
      ...nowhere,
      cause: 'NO_WORKER',
      subject: 'database',
      since: beat?.at.toISOString() ?? null,
      text: workerCutOff(),
      facts: {},
      acts: ['startWorker'],
    })
  if (queue.oldestMs > TOO_OLD_MS)
    found.push({
      ...nowhere,
      cause: 'BACKLOG',
      subject: engine.taskQueue,
      since: new Date(Date.now() - queue.oldestMs).toISOString(),
      text: backlog(queue.waiting, Math.round(queue.oldestMs / 1000)),
      facts: { count: queue.waiting },
      acts: ['startWorker'],
    })
  return { working, found, looked }
}

/** Whether a worker answers for any of a few cases. */
async function answersOne(engine: App['engine'], caseIds: readonly string[]): Promise<boolean> {
  const asked = caseIds.slice(0, PROBES).map((id) => standingOf(engine, id))
  return Promise.any(asked).then(
    () => true,
    () => false,
  )
}
