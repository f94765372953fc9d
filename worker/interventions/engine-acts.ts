import { sendingBack } from '../../db/sending-back.ts'
import { type TakenAct, takenActs, undecide } from '../../db/taken-back.ts'
import { giveUpCommands } from '../../db/given-up.ts'
import type { Db } from '../../db/connect.ts'
import type { InterventionForm } from '../../domain/intervention-forms.ts'
import type { InterventionAct } from '../../domain/interventions.ts'
import { type RefusalCode, type RefusalParams, refusal } from '../../domain/refusals.ts'
import type { Actor } from '../../domain/people.ts'
import { failingTask, lastCompletedTask, resetPoints } from '../../domain/reset-points.ts'
import { actLine, isOfPeople } from '../../domain/taken-back.ts'
import { type Text, text } from '../../domain/text.ts'
import type { NotRebuilt } from '../rebuild.ts'
import type { Execution, Executions, Keep } from './execution.ts'

/** What an act on the engine needs of its intervention. `begun` is the run with which its first try began. */
export type Asked = {
  caseId: string
  commandId: string
  begun: string | null
  /** When the intervention was asked for. */
  askedAt: Date | null
  form: unknown
  reason: string
  by: Actor
  /** Under which name the engine notes it. */
  identity: string
}

/** What came of it: where the case stands now, and whether the record has to follow its workflow anew. */
export type Outcome = Done | { refused: [RefusalCode, RefusalParams?] }
/** `before` where that is not how the engine had it; `taskId` and `concerned` of a step that was taken back. */
type Done = { after: Text; follow: boolean; before?: Text; taskId?: string; concerned?: string[] }

/** Brings back, from its record, a case that the engine has lost. Returns why not, or null when it runs. */
export type FromRecord = (caseId: string, asked: { by: Actor; reason: string }) => Promise<NotRebuilt | null>

type World = { db: Db; executions: Executions; fromRecord: FromRecord }
type Act = (world: World, asked: Asked, now: Execution) => Promise<Outcome>
export type EngineAct = Extract<
  InterventionAct,
  'retryNow' | 'changeOptions' | 'pause' | 'unpause' | 'sendBack' | 'reset' | 'terminate' | 'rebuild'
>

const ended = (now: Execution): Outcome => ({ refused: ['EXECUTION_ENDED', { status: now.status.zh }] })
const isOpen = ({ standing }: Execution) => standing === 'RUNNING' || standing === 'PAUSED'
const inRun = (what: Text, from: string, to: string): Text =>
  text(`${what.zh}（运行 ${from} → ${to}）`, `${what.en} (run ${from} → ${to})`)

/** Each finds out whether an earlier try of its own has done it already: killed half-way, it is tried again. */
const acts: Record<EngineAct, Act> = {
  async retryNow(world, asked, now) {
    if (alreadyMoved(asked, now)) return moved(asked, now, text('已从停住处重试', 'tried again'))
    if (!isOpen(now)) return ended(now)
    for (const id of now.activities) await world.executions.retryActivity(asked.caseId, id, asked.identity)
    if (now.activities.length > 0)
      return { after: text('后台动作已立即重试', 'the action is tried at once'), follow: false }
    const failing = failingTask(await world.executions.events(asked.caseId, now.runId))
    if (failing === null) return { refused: ['NOTHING_TO_RETRY'] }
    return resetTo(world, asked, now, {
      eventId: failing,
      keep: 'ALL',
      told: text('已从停住处重试', 'tried again'),
    })
  },

  async changeOptions({ executions }, { caseId, form, identity }, now) {
    if (!isOpen(now)) return ended(now)
    if (now.activities.length === 0) return { refused: ['NOTHING_TO_RETRY'] }
    const options = form as InterventionForm<'changeOptions'>
    for (const id of now.activities) await executions.changeActivity(caseId, id, options, identity)
    return {
      after: text(
        `间隔最长${options.maximumIntervalSeconds}秒，一次限${options.startToCloseSeconds}秒`,
        `pauses up to ${options.maximumIntervalSeconds} s, a try up to ${options.startToCloseSeconds} s`,
      ),
      follow: false,
    }
  },

  async pause({ executions }, { caseId, commandId, reason, identity }, now) {
    if (now.standing !== 'RUNNING' && now.standing !== 'PAUSED') return ended(now)
    // Asked again under the same id, the engine takes it for done.
    const paused = await executions.pause(caseId, commandId, reason, identity)
    return paused ? { after: text('已暂停', 'paused'), follow: false } : { refused: ['ALREADY_PAUSED'] }
  },

  async unpause({ executions }, { caseId, commandId, begun, reason, identity }, now) {
    if (!isOpen(now)) return ended(now)
    for (const id of now.paused) await executions.unpauseActivity(caseId, id, identity)
    if (now.paused.length > 0 && now.standing === 'RUNNING')
      return { after: text('后台动作已解除暂停', 'the action goes on'), follow: false }
    const unpaused = await executions.unpause(caseId, commandId, reason, identity)
    const before = begun?.startsWith('PAUSED:') ?? false
    if (!unpaused && !before) return { refused: ['NOT_PAUSED'] }
    return { after: text('运行中', 'running'), follow: false }
  },

  async sendBack(world, asked, now) {
    const { caseId, reason } = asked
    const told = text('已退回，等待重新办理', 'taken back, to be done again')
    const events = await world.executions.events(caseId, runOf(asked.begun) ?? now.runId)
    const back = await sendingBack(world.db, caseId, events, asked.askedAt)
    if (alreadyMoved(asked, now)) return { ...moved(asked, now, told), ...takenBackWith(back) }
    if (!isOpen(now)) return ended(now)
    if ('refused' in back) return back
    const ids = back.acts.map(({ id }) => id)
    await giveUpCommands(world.db, caseId, ids, refusal('SENT_BACK', { reason }))
    const outcome = await resetTo(world, asked, now, { eventId: back.eventId, keep: 'SIGNALS', told })
    return { ...outcome, ...takenBackWith(back) }
  },

  async reset(world, asked, now) {
    const { caseId, reason } = asked
    const { runId, eventId, keepLater } = asked.form as InterventionForm<'reset'>
    if (now.runId !== runId && !alreadyMoved(asked, now)) return { refused: ['POINT_UNKNOWN'] }
    const point = resetPoints(await world.executions.events(caseId, runId)).find((one) => one.eventId === eventId)
    if (!point) return { refused: ['POINT_UNKNOWN'] }
    const later = point.later.map(({ commandId }) => commandId)
    const told = keepLater
      ? text(
          `已退回，此后的${later.length}次操作按原次序补办`,
          `taken back, ${later.length} later act(s) applied again`,
        )
      : text('已退回，此后的操作作废', 'taken back, later acts given up')
    if (!keepLater) await giveUpCommands(world.db, caseId, later, refusal('RESET_DISCARDED', { reason }))
    const outcome = alreadyMoved(asked, now)
      ? moved(asked, now, told)
      : await resetTo(world, asked, now, { eventId, keep: keepLater ? 'SIGNALS' : 'NOTHING', told })
    // One by one as they were received: all at once, most would come before their step is open.
    if (keepLater) await undecide(world.db, caseId, later)
    else outcome.concerned = concernedBy(await takenActs(world.db, caseId, later))
    return outcome
  },

  async terminate({ executions }, { caseId, reason, identity, begun }, now) {
    if (!isOpen(now)) return begun?.endsWith(now.runId) ? { after: now.status, follow: false } : ended(now)
    await executions.terminate(caseId, now.runId, reason, identity)
    return { after: text('已终止', 'terminated'), follow: false }
  },

  async rebuild(world, asked, now) {
    if (alreadyMoved(asked, now)) return moved(asked, now, text('已重建', 'rebuilt'))
    if (isOpen(now)) return { refused: ['EXECUTION_RUNS'] }
    if (now.standing === 'COMPLETED') return { refused: ['EXECUTION_COMPLETED'] }
    const events = await world.executions.events(asked.caseId, now.runId)
    const eventId = lastCompletedTask(events) ?? failingTask(events)
    // A run that has only just taken over from the one before it has nothing to go back to.
    if (eventId === null) return rebuiltFromRecord(world, asked)
    return resetTo(world, asked, now, { eventId, keep: 'ALL', told: text('已重建', 'rebuilt') })
  },
}

/** Does it, or says why not. An execution that the engine does not have can only be rebuilt, from the record. */
export async function actOnEngine(world: World, act: EngineAct, asked: Asked, now: Execution | null): Promise<Outcome> {
  if (now) return acts[act](world, asked, now)
  return act === 'rebuild' ? rebuiltFromRecord(world, asked) : { refused: ['EXECUTION_GONE'] }
}

const whyNotRebuilt: Record<NotRebuilt, RefusalCode> = {
  UNKNOWN: 'NOT_FOUND',
  CLOSED: 'EXECUTION_COMPLETED',
  RUNNING: 'EXECUTION_RUNS',
  NO_JOURNAL: 'EXECUTION_GONE',
}

async function rebuiltFromRecord({ fromRecord }: World, { caseId, by, reason }: Asked): Promise<Outcome> {
  const whyNot = await fromRecord(caseId, { by, reason })
  if (whyNot !== null) return { refused: [whyNotRebuilt[whyNot]] }
  return { after: text('已由留痕重建', 'rebuilt from the record'), follow: true }
}

/** What is noted where there was no run to begin with. */
const GONE = 'GONE'

/** How an act notes where it began: whether it was paused, and which run it was. */
export const begunWith = (now: Execution | null): string =>
  now ? `${now.standing === 'PAUSED' ? 'PAUSED:' : ''}${now.runId}` : GONE

const runOf = (begun: string | null): string | null => begun?.replace('PAUSED:', '') ?? null

/** Another run than the one it began with: an earlier try has made it. */
const alreadyMoved = ({ begun }: Asked, now: Execution): boolean => begun !== null && runOf(begun) !== now.runId

const moved = ({ begun }: Asked, now: Execution, told: Text): Done => ({
  after: begun === GONE ? told : inRun(told, runOf(begun) ?? '', now.runId),
  follow: true,
})

const concernedBy = (acts: readonly TakenAct[]): string[] => [
  ...new Set(acts.filter(isOfPeople).map(({ by_id: id }) => id)),
]

const takenBackWith = (back: Awaited<ReturnType<typeof sendingBack>>): Partial<Done> =>
  'refused' in back ? {} : { before: actLine(back.step), taskId: back.taskId, concerned: concernedBy(back.acts) }

async function resetTo(
  { executions }: World,
  { caseId, commandId, reason, identity }: Asked,
  now: Execution,
  { eventId, keep, told }: { eventId: number; keep: Keep; told: Text },
): Promise<Done> {
  const requestId = commandId
  const runId = await executions.reset({
    workflowId: caseId,
    runId: now.runId,
    eventId,
    keep,
    requestId,
    reason,
    identity,
  })
  return { after: inRun(told, now.runId, runId), follow: true }
}
