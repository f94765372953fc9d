import { createHash } from 'node:crypto'
import { readNames } from '../db/case-reads.ts'
import {
  type CommandRow,
  findCommand,
  hasEarlierUndecided,
  lastApplied,
  markApplied,
  markRefused,
  type NewCommand,
  noteFailedTry,
  receiveCommand,
} from '../db/commands.ts'
import { stableJson } from '../db/ledger.ts'
import { findActors } from '../db/people.ts'
import { type Command, formOfAct } from '../domain/commands.ts'
import type { FormKey } from '../domain/forms.ts'
import { namedPeople } from '../domain/named.ts'
import type { Actor } from '../domain/people.ts'
import type { Launch } from '../domain/processes/definition.ts'
import { isRefusalCode, type Refusal, refusal, type RefusalParams } from '../domain/refusals.ts'
import type { CommandView } from '../domain/views.ts'
import { skippedTime } from './clock.ts'
import type { App } from './context.ts'
import type { Verdict } from './engine.ts'
import { refuse } from './errors.ts'

/**
 * Received, then decided. A command is first stored with the database's own time, and only then sent to the
 * engine; whatever happens in between, the dispatcher sends it again under the same id until it is decided.
 */

type Received = Omit<NewCommand, 'skippedMs' | 'traceparent'>

/** The hash by which a repeated command is told from another one under the same id. */
export const bodyHash = (body: unknown): string => createHash('sha256').update(stableJson(body)).digest('hex')

/** The stored command with this id, if it is the same act of the same person. Throws COMMAND_REUSED when it is not. */
export async function repeated(app: App, id: string, hash: string, actor: Actor): Promise<CommandRow | undefined> {
  const row = await findCommand(app.db, id)
  return row && same(row, hash, actor)
}

function same(row: CommandRow, hash: string, actor: Actor): CommandRow {
  if (row.body_hash !== hash || row.actor_id !== actor.userId) throw refuse('COMMAND_REUSED')
  return row
}

/**
 * Stores a command and links the photos it shows to its case. Returns the stored row, which is an earlier one when
 * the same command arrives again.
 */
export async function receive(app: App, command: Received, photoIds: string[]): Promise<CommandRow> {
  const skippedMs = await skippedTime(app, command.caseId)
  const stored = { ...command, skippedMs, traceparent: app.tracing.current() }
  return same(await receiveCommand(app.db, stored, photoIds), command.bodyHash, command.actor)
}

/**
 * Asks the engine for its decision and waits for it a few seconds. Returns the command as it stands then:
 * applied, refused, or still undecided. May be called again at any time. `form` is that of the act, when known.
 */
export async function decide(app: App, row: CommandRow, form?: FormKey): Promise<CommandRow> {
  if (row.decision !== null) return row
  const { id, traceparent: parent } = row
  const attributes = { 'chuangwei.case': row.case_id, 'chuangwei.command': id, 'chuangwei.try': row.tries }
  const verdict = await app.tracing.span(`update ${row.act}`, { parent, kind: 'client', attributes }, async (say) => {
    const said = row.act === 'launch' ? await app.engine.launch(id, row.body as Launch) : await ask(app, row, form)
    say.attribute('chuangwei.verdict', said.kind === 'refused' ? said.code : said.kind)
    if (said.kind === 'unknown') say.failed(said.why)
    return said
  })
  // Recorded, it is decided; otherwise what the engine said is noted here.
  const stands = verdict.kind === 'applied' ? await findCommand(app.db, row.id) : row
  if (stands && stands.decision !== null) return stands
  await settle(app, row, verdict)
  return (await findCommand(app.db, row.id)) ?? row
}

/**
 * Asks the engine for its verdict. A crash can have thrown it back behind what is recorded; then it knows no task
 * that is shown as open. The case's last acts, which it may have lost, are sent once more, and then this one.
 */
async function ask(app: App, row: CommandRow, form?: FormKey): Promise<Verdict> {
  const send = async (command: CommandRow) =>
    app.engine.act(row.case_id, await toCommand(app, command, command === row ? form : undefined))
  const verdict = await send(row)
  if (!(await isThrownBack(app, row, verdict))) return verdict
  for (const earlier of await lastApplied(app.db, row.case_id)) await send(earlier)
  const again = await send(row)
  if (!(await isThrownBack(app, row, again))) return again
  return { kind: 'unknown', why: 'the engine has yet to come to this task once more' }
}

/** Nor does it know the task of an act whose case went back, before the earlier ones have been applied again. */
async function isThrownBack({ db }: App, row: CommandRow, verdict: Verdict): Promise<boolean> {
  if (verdict.kind !== 'refused' || verdict.code !== 'TASK_UNKNOWN' || row.task_id === null) return false
  const task = await db.selectFrom('task').select('state').where('id', '=', row.task_id).executeTakeFirst()
  return task?.state === 'OPEN' || hasEarlierUndecided(db, row)
}

async function toCommand(app: App, row: CommandRow, known?: FormKey): Promise<Command> {
  const act = row.act as Command['act']
  const form = known ?? formOfAct(act, act === 'submit' ? await formOfTask(app, row.task_id) : undefined)
  return {
    id: row.id,
    act,
    taskId: row.task_id,
    form: row.body,
    actor: row.actor,
    people: await findActors(app.db, namedPeople(form, row.body)),
    receivedAt: row.business_at.toISOString(),
  }
}

async function formOfTask(app: App, taskId: string | null): Promise<FormKey | undefined> {
  const task = await app.db
    .selectFrom('task')
    .select('form')
    .where('id', '=', taskId ?? '')
    .executeTakeFirst()
  return task?.form as FormKey | undefined
}

async function settle(app: App, row: CommandRow, verdict: Verdict): Promise<void> {
  switch (verdict.kind) {
    case 'applied':
      return markApplied(app.db, row.id, verdict.applied?.eventNo ?? null)
    case 'refused':
      return markRefused(app.db, row, await toldRefusal(app, verdict.code, verdict.params, verdict.fields))
    case 'closed': {
      const standing = await app.db
        .selectFrom('cases')
        .select('outcome')
        .where('id', '=', row.case_id)
        .executeTakeFirst()
      if (standing?.outcome) return markRefused(app.db, row, refusal('CASE_CLOSED'))
      // Not started yet, or gone from the engine while the case is open: an administrator's matter, not a refusal.
      return noteFailedTry(app.db, row.id, 'the engine has no running execution of this case')
    }
    case 'unknown':
      app.log.warn({ command: row.id, case: row.case_id, why: verdict.why }, 'not decided yet')
      return noteFailedTry(app.db, row.id, verdict.why)
  }
}

/** The engine knows units and people by id; people know them by name. */
async function toldRefusal(app: App, code: string, params: RefusalParams, fields: Refusal['fields']): Promise<Refusal> {
  if (!isRefusalCode(code)) return refusal('UNKNOWN_ACT', { act: code })
  const { units, people } = await readNames(app.db, given(params.unit), given(params.name))
  const told = { ...params }
  // A step of no unit is for whoever holds its roles.
  if (params.unit !== undefined) told.unit = units.get(params.unit)?.name ?? (params.unit || (params.who ?? ''))
  if (params.name !== undefined) told.name = people.get(params.name) ?? params.name
  return refusal(code, told, fields)
}

const given = (id: string | undefined): string[] => (id === undefined || id === '' ? [] : [id])

/** What a person is told of a command. */
export function commandView(row: CommandRow): CommandView {
  return {
    commandId: row.id,
    caseId: row.case_id,
    state: row.decision ?? 'RECEIVED',
    receivedAt: row.received_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    refusal: row.refusal,
  }
}
