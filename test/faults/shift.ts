import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { connect } from '../../db/connect.ts'
import { verifyLedger } from '../../db/verify.ts'
import { aNotice, insist, signIn, until } from './people.ts'

/** What somebody was told: this case was launched and this act on it was taken, under these command ids. */
type Acknowledged = { caseId: string; launch: string; signOff: string }

/**
 * Eight people launch and sign notices until told to stop. Returns what ends their shift and tells what they were
 * told: the oracle of every fault, kept outside of what is tested.
 */
export async function startShift(api: string) {
  const [inspector, director] = await Promise.all([signIn(api, 'taoxingyuan'), signIn(api, 'weichangfeng')])
  const photo = await inspector.upload()
  const acknowledged: Acknowledged[] = []
  let over = false

  async function work() {
    while (!over) {
      const launch = randomUUID()
      const notice = aNotice(photo)
      const { caseId } = await insist(() => inspector.api.notice.launch.mutate({ commandId: launch, notice }))
      const signOff = randomUUID()
      const taskId = `${caseId}-1`
      await until(async () =>
        (await insist(() => director.api.case.get.query({ caseId }))).tasks.some((task) => task.taskId === taskId),
      )
      const answer = await director.act(signOff, { caseId, taskId }, { decision: 'APPROVE', opinion: '' })
      expect(['APPLIED', 'RECEIVED']).toContain(answer.state)
      acknowledged.push({ caseId, launch, signOff })
    }
  }

  const working = Promise.all(Array.from({ length: 8 }, work))
  // Looked at when the shift ends; a failure before that must not end the process.
  working.catch(() => undefined)
  return async (): Promise<Acknowledged[]> => {
    over = true
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
  for (const { caseId, launch, signOff } of acknowledged) {
    const ofCase = events.filter((event) => event.case_id === caseId)
    expect(
      ofCase.filter(({ type }) => type === 'caseOpened'),
      caseId,
    ).toHaveLength(1)
    // A line that the engine lost and took again stands in the ledger twice, once declared void.
    const times = 1 + voided.filter((entry) => entry.case_id === caseId).length
    const said = ofCase.filter((event) => event.command_id === signOff).length
    expect(said, caseId).toBeGreaterThan(0)
    expect(said, caseId).toBeLessThanOrEqual(times)
    expect([commands.get(launch), commands.get(signOff)], caseId).toEqual(['APPLIED', 'APPLIED'])
  }
  const numbers = await db.selectFrom('document_number').select('seq').orderBy('seq').execute()
  expect(numbers.map((row) => row.seq)).toEqual(numbers.map((_, n) => n + 1))
  expect((await verifyLedger(database)).broken).toBeNull()
  await close()
}
