import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { connect } from '../../db/connect.ts'
import { verifyLedger } from '../../db/verify.ts'
import { aNotice, insist, type Person, signIn, until } from './people.ts'

/** What somebody was told: this case was launched and these acts on it were taken, under these command ids. */
type Acknowledged = { caseId: string; launch: string; acts: string[] }

/**
 * Eight hands launch notices, sign them and sign for them until told to stop. Returns what ends their shift and tells what they were
 * told: the oracle of every fault, kept outside of what is tested.
 */
export async function startShift(api: string) {
  const [inspector, director, liaison] = (await Promise.all(
    ['taoxingyuan', 'weichangfeng', 'zhulianfang'].map((name) => signIn(api, name)),
  )) as [Person, Person, Person]
  const photo = await inspector.upload()
  const acknowledged: Acknowledged[] = []
  const shift = { over: false }

  /** Somebody answers a task as soon as they see it. Returns the command's id once they were told that it is taken. */
  async function answer(person: Person, caseId: string, taskNo: number, form: unknown): Promise<string> {
    const taskId = `${caseId}-${taskNo}`
    await until(async () => {
      const { tasks } = await insist(() => person.api.case.get.query({ caseId }))
      return tasks.some((task) => task.taskId === taskId && task.state === 'OPEN')
    }, 90_000)
    const commandId = randomUUID()
    const { state } = await person.act(commandId, { caseId, taskId }, form)
    expect(['APPLIED', 'RECEIVED']).toContain(state)
    return commandId
  }

  async function work() {
    while (!shift.over) {
      const launch = randomUUID()
      const notice = aNotice(photo)
      const { caseId } = await insist(() => inspector.api.notice.launch.mutate({ commandId: launch, notice }))
      const acts = [
        await answer(director, caseId, 1, { decision: 'APPROVE', opinion: '' }),
        await answer(liaison, caseId, 2, { note: '' }),
      ]
      acknowledged.push({ caseId, launch, acts })
    }
  }

  const working = Promise.all(Array.from({ length: 8 }, work))
  // Looked at when the shift ends; a failure before that must not end the process.
  working.catch(() => undefined)
  return async (): Promise<Acknowledged[]> => {
    shift.over = true
    await working
    return acknowledged
  }
}

/** What was acknowledged is there exactly once, what was received is decided, numbers have no gaps, the chain holds. */
export async function nothingLostNothingTwice(database: string, acknowledged: Acknowledged[]): Promise<void> {
  const { db, close } = connect(database)
  const undecided = db.selectFrom('command').select('id').where('decision', 'is', null)
  await until(async () => (await undecided.execute()).length === 0, 60_000)
  const events = await db
    .selectFrom('ledger')
    .select(['case_id', 'type', 'command_id', 'kind'])
    .where('kind', '=', 'EVENT')
    .execute()
  const voided = await db.selectFrom('ledger').select('case_id').where('kind', '=', 'VOID').execute()
  const commands = new Map((await db.selectFrom('command').selectAll().execute()).map((row) => [row.id, row.decision]))
  for (const { caseId, launch, acts } of acknowledged) {
    const ofCase = events.filter((event) => event.case_id === caseId)
    expect(
      ofCase.filter(({ type }) => type === 'caseOpened'),
      caseId,
    ).toHaveLength(1)
    // A line that the engine lost and took again stands in the ledger twice, once declared void.
    const times = 1 + voided.filter((entry) => entry.case_id === caseId).length
    for (const act of acts) {
      const said = ofCase.filter((event) => event.command_id === act).length
      expect(said, caseId).toBeGreaterThan(0)
      expect(said, caseId).toBeLessThanOrEqual(times)
    }
    expect(
      [launch, ...acts].map((id) => commands.get(id)),
      caseId,
    ).toEqual(['APPLIED', 'APPLIED', 'APPLIED'])
  }
  const numbers = await db.selectFrom('document_number').select('seq').orderBy('seq').execute()
  expect(numbers.map((row) => row.seq)).toEqual(numbers.map((_, n) => n + 1))
  expect((await verifyLedger(database)).broken).toBeNull()
  await close()
}
