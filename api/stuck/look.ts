import { openCaseIds } from '../../db/stuck-cases.ts'
import { type Found, keepFindings, type Looked, noteLook, readLook } from '../../db/stuck-findings.ts'
import { engineAway } from '../../domain/stuck-words.ts'
import type { App } from '../context.ts'
import { type CasesSeen, lookAtCases } from './cases.ts'
import { personCauses, waitingFindings } from './people.ts'
import { interventionFindings } from './interventions.ts'
import type { Memory } from './suspects.ts'
import { channelFindings, failingFindings, undecidedFindings, underWayCauses } from './under-way.ts'
import { lookAtWorkers, type WorkersSeen } from './workers.ts'

/** An engine that does not answer within this is away. ms */
const ANSWER_MS = 5_000

type Watched = Pick<App, 'db' | 'engine' | 'log'>

/**
 * One round of the watch: looks for everything that does not move, keeps what it finds and marks as cured what it
 * finds no more. Takes a second or two, half a minute at most. Rejects when the database does not answer.
 */
export async function look(app: Watched, memory: Memory): Promise<void> {
  const { db } = app
  const { now: began } = await readLook(db)
  const [open, undecided, failing, waiting, channels] = await Promise.all([
    openCaseIds(db),
    undecidedFindings(db),
    failingFindings(db),
    waitingFindings(db),
    channelFindings(db),
  ])
  const engine = await lookAtEngine(app, memory, open, [...undecided, ...failing])
  await keepFindings(
    db,
    [...engine.found, ...undecided, ...failing, ...channels, ...waiting],
    [...engine.looked, { causes: [...personCauses, ...underWayCauses], cases: null }],
  )
  await noteLook(db, { began, open: open.length, described: engine.described, compared: engine.compared })
}

async function lookAtEngine(app: Watched, memory: Memory, open: string[], underWay: Found[]): Promise<CasesSeen> {
  const here: Looked = { causes: ['ENGINE_AWAY'], cases: null }
  let workers: WorkersSeen | undefined
  try {
    // The lists and descriptions that follow each wait for longer.
    await app.engine.within(ANSWER_MS, () => app.engine.connection.workflowService.getSystemInfo({}))
    const cases = await lookAtCases(app, memory, open, underWay, async (healthy) => {
      workers = await lookAtWorkers(app, healthy)
      return workers.working
    })
    const interventions = await interventionFindings(app)
    return {
      ...cases,
      found: [...cases.found, ...interventions.found, ...(workers?.found ?? [])],
      looked: [here, ...cases.looked, interventions.looked, ...(workers?.looked ?? [])],
    }
  } catch (error) {
    app.log.warn({ err: error }, 'the engine did not answer')
    const away: Found = {
      cause: 'ENGINE_AWAY',
      subject: app.engine.namespace,
      caseId: null,
      taskId: null,
      since: null,
      text: engineAway(),
      person: null,
      step: null,
      detail: error instanceof Error ? error.message.slice(0, 300) : null,
      facts: {},
      acts: ['startEngine'],
    }
    return { found: [away], looked: [here], described: 0, compared: 0 }
  }
}
