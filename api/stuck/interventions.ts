import { openInterventionIds } from '../../db/intervention-reads.ts'
import type { Found, Looked } from '../../db/stuck-findings.ts'
import { type InterventionAct, interventionOf, interventionWorkflowId } from '../../domain/interventions.ts'
import { stuckCauses } from '../../domain/stuck-causes.ts'
import { interventionGone } from '../../domain/stuck-words.ts'
import { text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { eachOf } from './at-once.ts'
import { describeCase, type Trouble } from './executions.ts'
import { describedCauses } from './suspects.ts'

/** Interventions that are under way: what administrators do is a workflow too, and can come to a standstill. */

const MOST = 50
const CALL_MS = 4_000
const DESCRIBING_MS = 6_000

/** What keeps interventions from being carried out. Rejects when the database does not answer. */
export async function interventionFindings({
  db,
  engine,
}: Pick<App, 'db' | 'engine'>): Promise<{ found: Found[]; looked: Looked }> {
  const rows = await openInterventionIds(db, MOST)
  const found: Found[] = []
  const seen: string[] = []
  await eachOf(rows, { atOnce: 5, until: Date.now() + DESCRIBING_MS }, async ({ id, act, over }) => {
    const workflowId = interventionWorkflowId(id)
    const { troubles } = over ? { troubles: [] } : await engine.within(CALL_MS, () => describeCase(engine, workflowId))
    seen.push(workflowId)
    found.push(...troubles.map((trouble) => findingOf(workflowId, act, trouble)))
  })
  return { found, looked: { causes: describedCauses, cases: seen } }
}

function findingOf(workflowId: string, act: InterventionAct, { cause, about, ...trouble }: Trouble): Found {
  const { title } = interventionOf(act)
  const gone = cause === 'ENDED_OUTSIDE' || cause === 'DELETED'
  return {
    cause,
    subject: about === undefined ? workflowId : `${workflowId}:${about}`,
    caseId: null,
    taskId: null,
    since: trouble.since,
    text: gone ? interventionGone(title) : trouble.text,
    person: null,
    step: text(`处置：${title.zh}`, `Intervention: ${title.en}`),
    detail: trouble.detail,
    facts: { ...trouble.facts, workflowId },
    acts: trouble.acts ?? stuckCauses[cause].acts.filter((code) => code !== 'retryCommand' && code !== 'reset'),
  }
}
