import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { connect } from '../../db/connect.ts'
import { readCalendar } from '../../db/calendar.ts'
import type { Photo } from '../../domain/fields.ts'
import { NAMESPACE } from '../setup/running.ts'
import { insist, type Person, signIn } from '../faults/people.ts'
import { actorOf, cast, drafter, type Member } from './cast.ts'
import { aNotice } from './forms.ts'
import { begin } from './ladder.ts'
import { newModel } from './model.ts'
import type { Act } from './moves.ts'
import type { Snapshot, Told, World } from './play.ts'
import { evidenceOf, readSnapshot } from './server-reads.ts'
import { TRPCClientError } from '@trpc/client'
import type { Refusal } from '../../domain/refusals.ts'

/** The real thing: everybody of the cast signed in at an API, which answers for PostgreSQL, Temporal and a worker. */
export async function openCounty(
  stack: { api: string; database: string; temporal: string },
  { patienceMs = 8_000 } = {},
) {
  const connection = await Connection.connect({ address: stack.temporal })
  const temporal = new Client({ connection, namespace: NAMESPACE })
  const { db, close } = connect(stack.database, { max: 8 })
  const calendar = await readCalendar(db)
  const people = new Map<string, Promise<Person>>()
  /** Signed in when they first act. */
  function personOf({ userId, username }: Member): Promise<Person> {
    const person = people.get(userId) ?? signIn(stack.api, username)
    people.set(userId, person)
    return person
  }
  // Photos are of units; who may upload none has none to show.
  const photos = new Map<string, Photo>()
  for (const unitId of ['OFFICE', 'D25', 'D20', 'D21']) {
    const member = cast.find((one) => one.unitId === unitId) ?? drafter
    photos.set(unitId, await (await personOf(member)).upload())
  }
  const own = await (await personOf(drafter)).upload()
  const photoOf = (by: Member) => photos.get(by.unitId) ?? own

  /** Launches a case with a clock of its own. */
  async function launch(): Promise<World> {
    const notice = aNotice(photoOf(drafter))
    const commandId = randomUUID()
    const { api } = await personOf(drafter)
    const { caseId } = await insist(() => api.notice.launch.mutate({ commandId, notice }))
    const model = newModel({ caseId, now: Date.now(), calendar, drafter: actorOf(drafter), content: notice })
    begin(model)

    async function send({ id, by, act, taskId, form, times }: Act): Promise<Told> {
      const { api: mine } = await personOf(by)
      const once = () => insist(() => mine.task.act.mutate({ commandId: id, caseId, taskId, act, form }))
      const answers = await Promise.all(Array.from({ length: times }, () => verdictOf(once)))
      // Received is no answer yet.
      if (new Set(answers.filter((answer) => answer !== 'RECEIVED')).size > 1)
        throw new Error(`one command was told ${answers.join(' and ')}`)
      const row = await decided(id)
      const verdict = row?.decision === 'APPLIED' ? 'APPLIED' : (row?.refusal?.code ?? (answers[0] as Told['verdict']))
      return {
        verdict,
        at: row?.business_at.toISOString() ?? new Date(await now()).toISOString(),
        kept: row !== undefined,
      }
    }

    /** The command as it stands once it is decided; undefined for what never became one. */
    async function decided(id: string) {
      for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
        const row = await db
          .selectFrom('command')
          .select(['decision', 'refusal', 'business_at'])
          .where('id', '=', id)
          .where('case_id', '=', caseId)
          .executeTakeFirst()
        if (row === undefined || row.decision !== null) return row
      }
      throw new Error(`command ${id} was not decided within a minute`)
    }

    /** Now, as the case's own clock shows it. */
    async function now(): Promise<number> {
      const { workflowExtendedInfo } = await insist(() =>
        connection.workflowService.describeWorkflowExecution({
          namespace: NAMESPACE,
          execution: { workflowId: caseId },
        }),
      )
      const current = workflowExtendedInfo?.timeSkippingInfo?.currentTime
      return current ? Number(current.seconds) * 1000 + (current.nanos ?? 0) / 1e6 : Date.now()
    }

    async function waitUntil(at: number): Promise<void> {
      if (model.ended) return
      const id = randomUUID()
      const seconds = Math.max(1, Math.ceil((at - (await now())) / 1000))
      const workflowExecution = { workflowId: caseId }
      const config = { enabled: true, fastForwardConfig: { id, duration: { seconds, nanos: 0 } as never } }
      await insist(() =>
        connection.workflowService.updateWorkflowExecutionOptions({
          namespace: NAMESPACE,
          workflowExecution,
          updateMask: { paths: ['time_skipping_config'] },
          workflowExecutionOptions: { timeSkippingConfig: config },
        }),
      )
      const poll = { namespace: NAMESPACE, workflowExecution, fastForwardId: id }
      await insist(() => connection.workflowService.pollWorkflowExecutionTimeSkipping(poll))
    }

    async function look(expected: (seen: Snapshot) => boolean): Promise<Snapshot> {
      for (const until = Date.now() + patienceMs; ; await sleep(30)) {
        const seen = await readSnapshot(db, caseId)
        if (expected(seen) || Date.now() > until) return seen
      }
    }

    const evidence = () => evidenceOf(db, calendar, caseId)
    return { model, photoOf, nextId: randomUUID, send, now, waitUntil, look, evidence }
  }

  return {
    db,
    launch,
    history: (caseId: string) => temporal.workflow.getHandle(caseId).fetchHistory(),
    close: async () => {
      await connection.close()
      await close()
    },
  }
}

async function verdictOf(asking: () => Promise<{ state: string }>): Promise<string> {
  try {
    return (await asking()).state
  } catch (error) {
    const refusal = error instanceof TRPCClientError ? (error.data as { refusal?: Refusal }).refusal : undefined
    if (refusal) return refusal.code
    throw error
  }
}
