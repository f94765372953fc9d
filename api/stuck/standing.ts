import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@temporalio/client'
import type { Db } from '../../db/connect.ts'
import { type KnownCase, type KnownTask, knownCases } from '../../db/stuck-cases.ts'
import { type Standing, STANDING_QUERY } from '../../domain/commands.ts'
import { stageText } from '../../domain/processes/catalogue.ts'
import { SEALED } from '../../domain/sealed.ts'
import { momentText } from '../../domain/sentence.ts'
import { type Text, text } from '../../domain/text.ts'
import type { Engine } from '../engine.ts'

/** Compares a case's read model with what its workflow says of itself. */

const ANSWER_MS = 4_000
/** A case goes on while it is looked at: what is different stays so for this long. ms */
const STABLE_MS = 1_500
const LOOKS = 3

/** A step of which the workflow's clock stands elsewhere than the read model's due date. */
export type OtherDue = { task: KnownTask; engine: string }
export type Compared = { differences: Text[]; otherDues: OtherDue[] }

/** What differs in a case that runs, and goes on to; rejects when its workflow does not answer. */
export async function compareCase(db: Db, engine: Engine, kind: string, caseId: string): Promise<Compared> {
  let before: string | null = null
  for (let look = 1; ; look += 1) {
    const standing = await standingOf(engine, caseId)
    const known = (await knownCases(db, [caseId])).get(caseId)
    const compared = comparedTo(kind, standing, known)
    if (compared.differences.length + compared.otherDues.length === 0) return compared
    const seen = JSON.stringify([standing, known])
    if (seen === before) return compared
    if (look > LOOKS) return { differences: [], otherDues: [] }
    before = seen
    await sleep(STABLE_MS)
  }
}

/** Where a case says that it stands; rejects when no worker answers in time. */
export const standingOf = (engine: Engine, caseId: string): Promise<Standing> =>
  engine.within(ANSWER_MS, () =>
    new Client({ connection: engine.connection, namespace: engine.namespace }).workflow
      .getHandle(caseId)
      .query<Standing>(STANDING_QUERY),
  )

function comparedTo(kind: string, standing: Standing, known: KnownCase | undefined): Compared {
  const closed = !known || known.stage === 'CLOSED'
  if (closed)
    return {
      differences: [text('台账中已办结，流程还在运行', 'it is closed in the ledger and its workflow runs on')],
      otherDues: [],
    }
  const differences: Text[] = []
  if (standing.eventNo !== known.engine_no)
    differences.push(
      text(
        `台账记到第${known.engine_no}件，流程记到第${standing.eventNo}件`,
        `the ledger is at event ${known.engine_no}, the workflow at ${standing.eventNo}`,
      ),
    )
  if (standing.stage !== known.stage) {
    const [ours, theirs] = [stageText(kind, known.stage), stageText(kind, standing.stage)]
    differences.push(
      text(`台账在“${ours.zh}”，流程在“${theirs.zh}”`, `the ledger is at “${ours.en}”, the workflow at “${theirs.en}”`),
    )
  }
  const waiting = new Set(standing.openTasks)
  const open = new Set(known.open.map(({ id }) => id))
  const extra = known.open.filter(({ id }) => !waiting.has(id))
  const lacking = standing.openTasks.filter((id) => !open.has(id))
  for (const task of extra) {
    const title = titleOf(task)
    differences.push(
      text(`“${title.zh}”在台账中待办，流程里已不在等`, `“${title.en}” waits in the ledger and not in the workflow`),
    )
  }
  if (lacking.length > 0)
    differences.push(
      text(
        `流程在等${lacking.length}个环节（${lacking.join('、')}），台账里不在办`,
        `the workflow waits for ${lacking.length} step(s) (${lacking.join(', ')}) that are not open in the ledger`,
      ),
    )
  const otherDues = known.open.flatMap((task) => {
    const engine = standing.dues?.[task.id]
    // The read model keeps microseconds.
    const same = engine === undefined || Math.abs(Date.parse(engine) - task.due_at.getTime()) < 1_000
    return same || !waiting.has(task.id) ? [] : [{ task, engine }]
  })
  return { differences, otherDues }
}

export const titleOf = ({ sealed, title }: Pick<KnownTask, 'sealed' | 'title'>): Text => (sealed ? SEALED : title)

/** A different due date, in a few words. */
export function otherDueText({ task, engine }: OtherDue): Text {
  const [ours, theirs] = [momentText(task.due_at.toISOString(), new Date()), momentText(engine, new Date())]
  const title = titleOf(task)
  return text(
    `“${title.zh}”的期限，台账是${ours.zh}，流程是${theirs.zh}`,
    `“${title.en}” is due on ${ours.en} in the ledger, on ${theirs.en} in the workflow`,
  )
}
