import { type KnownCase, knownCases } from '../../db/stuck-cases.ts'
import type { Found, Looked } from '../../db/stuck-findings.ts'
import { silentTasks } from '../../db/stuck-tasks.ts'
import { stuckCauses } from '../../domain/stuck-causes.ts'
import { deleted } from '../../domain/stuck-words.ts'
import type { App } from '../context.ts'
import { affected } from './affected.ts'
import { eachOf } from './at-once.ts'
import { differenceFindings } from './differences.ts'
import { describeCase, type Described, type Trouble } from './executions.ts'
import { listRunning } from './running.ts'
import { compareCase } from './standing.ts'
import { takenBack } from './taken-back.ts'
import { comparedCauses, describedCauses, type Memory, suspects } from './suspects.ts'

/** Open cases against their executions: described, and compared where a worker answers. */

const MOST = 500
const CALL_MS = 4_000
/** Of a round that one look may take. ms */
const DESCRIBING_MS = 12_000
const COMPARING_MS = 15_000

export type CasesSeen = { found: Found[]; looked: Looked[]; described: number; compared: number }

/**
 * Looks at the cases that something speaks against and at some of the others in turn. `answers` says, of cases in
 * which nothing is wrong, whether a worker answers at all: without one nothing is compared. Rejects when the engine
 * does not answer.
 */
export async function lookAtCases(
  { db, engine }: Pick<App, 'db' | 'engine'>,
  memory: Memory,
  open: readonly string[],
  underWay: readonly Found[],
  answers: (healthy: readonly string[]) => Promise<boolean>,
): Promise<CasesSeen> {
  const [running, silent] = await Promise.all([listRunning(engine, open), silentTasks(db, MOST)])
  const failing = await takenBack(db, running)
  const told = { underWay, silent, failing: failing.keys() }
  const { describe, compare } = await suspects(db, memory, open, running, told)

  const seen = new Map<string, Described>()
  await eachOf(describe, { atOnce: 10, until: Date.now() + DESCRIBING_MS }, async (id) => {
    const described = await engine.within(CALL_MS, () => describeCase(engine, id))
    const noted = failing.get(id)
    if (noted && described.running && described.troubles.length === 0) described.troubles.push(noted)
    seen.set(id, described)
  })
  const ids = [...new Set([...seen.keys(), ...compare])]
  const known = await knownCases(db, ids)
  const kinds = await kindsOf(db, ids)
  const found: Found[] = [...seen].flatMap(([id, { running: runs, troubles }]) => {
    const row = known.get(id)
    // What is closed need not run, and may have closed meanwhile.
    if (!row || (!runs && row.stage === 'CLOSED')) return []
    return troubles.map((trouble) => troubleFinding(row, trouble))
  })
  const ill = new Set(found.map(({ caseId }) => caseId))
  const healthy = [...seen].flatMap(([id, { running: runs }]) => (runs && !ill.has(id) ? [id] : []))

  const compared = new Set<string>()
  if (await answers(healthy))
    await eachOf(
      compare.filter((id) => !ill.has(id)),
      { atOnce: 4, until: Date.now() + COMPARING_MS },
      async (id) => {
        const seenNow = await compareCase(db, engine, kinds.get(id) ?? '', id)
        const differs = seenNow.differences.length + seenNow.otherDues.length > 0
        // What has ended meanwhile still answers, and says what it was at its end.
        const runs = differs ? (await engine.within(CALL_MS, () => describeCase(engine, id))).running : true
        compared.add(id)
        const row = known.get(id)
        if (!row || !runs) return
        const own = silent.filter(({ case_id }) => case_id === id && seen.get(id)?.running === true)
        found.push(...differenceFindings(row, seenNow, own))
      },
    )
  const ended = [...seen].flatMap(([id, { running: runs }]) => (runs ? [] : [id]))
  return {
    found,
    looked: [
      { causes: describedCauses, cases: [...seen.keys()] },
      { causes: comparedCauses, cases: [...compared, ...ended] },
    ],
    described: seen.size,
    compared: compared.size,
  }
}

async function kindsOf(db: App['db'], ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'kind'])
    .where('id', 'in', ids.length > 0 ? ids : [''])
    .execute()
  return new Map(rows.map(({ id, kind }) => [id, kind]))
}

const troubleFinding = (row: KnownCase, { cause, about, since, text: said, detail, facts, acts }: Trouble): Found => ({
  cause,
  subject: about === undefined ? row.id : `${row.id}:${about}`,
  caseId: row.id,
  taskId: null,
  since,
  text: cause === 'DELETED' ? deleted(row.can_be_told) : said,
  ...affected(row.open[0]),
  detail,
  facts,
  acts: acts ?? (cause === 'DELETED' && !row.can_be_told ? [] : [...stuckCauses[cause].acts]),
})
