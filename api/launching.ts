import type { Transaction } from 'kysely'
import { type NewCase, openCase } from '../db/cases.ts'
import { type CommandRow, findCommand, insertCommand } from '../db/commands.ts'
import type { Schema } from '../db/schema.ts'
import type { Actor } from '../domain/people.ts'
import type { Launch, ProcessDefinition } from '../domain/processes/definition.ts'
import { bodyHash, repeated } from './commands.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'

/** What the campaign is called, as cases carry it; empty when nobody has said. */
export async function campaignName(app: App): Promise<string> {
  const row = await app.db.selectFrom('setting').select('value').where('key', '=', 'campaign').executeTakeFirst()
  return typeof row?.value === 'string' ? row.value : ''
}

type Asked<L extends Launch> = {
  commandId: string
  actor: Actor
  process: ProcessDefinition
  /** What was asked, as it arrived: the same command with other words is refused. */
  asked: unknown
  /** Checks what was asked and makes the case of it. Not called for a command that is stored already. */
  prepare: () => Promise<{
    /** `drafterId` is the actor's unless it is said otherwise. */
    opening: Omit<NewCase, 'kind' | 'idPrefix' | 'drafterId'> & { drafterId?: null }
    input: Omit<L, keyof Launch>
    /** What is said when there is one already, of those of which there may be only one. */
    taken?:
      | 'ASSESSMENT_TAKEN'
      | 'SETTLEMENT_TAKEN'
      | 'LETTER_TAKEN'
      | 'AMENDMENT_OPEN'
      | 'CHANGE_OPEN'
      | 'TEMPLATE_REVIEWED'
    /** What else is kept in the transaction that opens the case. */
    keep?: (trx: Transaction<Schema>, caseId: string) => Promise<void>
  }>
}

/**
 * Receives the launch of a case of any kind: its row and its command in one transaction, once however often it
 * arrives. Returns the stored command. Throws what `prepare` throws, COMMAND_REUSED, and PROBLEM_TAKEN when the
 * problem is under notice already.
 */
export async function receiveLaunch<L extends Launch>(
  app: App,
  { commandId, actor, process, asked, prepare }: Asked<L>,
): Promise<CommandRow> {
  const hash = bodyHash({ act: 'launch', kind: process.kind, asked })
  const earlier = await repeated(app, commandId, hash, actor)
  if (earlier) return earlier
  const { opening, input, taken = 'SETTLEMENT_TAKEN', keep } = await prepare()
  const campaign = await campaignName(app)
  const row: NewCase = { drafterId: actor.userId, ...opening, kind: process.kind, idPrefix: process.idPrefix }
  const opened = await openCase(app.db, commandId, row, async (trx, caseId) => {
    const body = { ...input, kind: process.kind, caseId, unitId: opening.unitId, campaign }
    await insertCommand(trx, {
      id: commandId,
      caseId,
      taskId: null,
      act: 'launch',
      body,
      bodyHash: hash,
      actor,
      skippedMs: 0,
      traceparent: app.tracing.current(),
    })
    await keep?.(trx, caseId)
  })
  if (opened.kind === 'taken' && opening.id !== undefined) throw refuse(taken, { case: opened.caseId })
  if (opened.kind === 'taken') throw refuse('PROBLEM_TAKEN', { problem: opening.problemNo ?? '', case: opened.caseId })
  return (await repeated(app, commandId, hash, actor)) ?? ((await findCommand(app.db, commandId)) as CommandRow)
}
