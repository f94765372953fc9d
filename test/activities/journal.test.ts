import { beforeEach, expect, test } from 'vitest'
import { beginningOf, journalOf } from '../../db/journal.ts'
import { verifyJournals } from '../../db/verify-journal.ts'
import type { StoredEntry } from '../../domain/journal.ts'
import { launchedCase, opening, received, startActivities, submitted, told } from './told.ts'

/** What a case's story has heard is written with what it told, and read back as it was. */

const { activities, db, url } = await startActivities()
let caseId: string
beforeEach(async () => {
  caseId = await launchedCase(db)
})

const beginning = { kind: 'rectification', input: { any: 'launch' }, at: 1_000, seed: 7 }
const answer = (no: number, at: number): StoredEntry => ({ at, answer: no, value: no })
const first = () => ({ ...opening(caseId), journal: { from: 0, entries: [answer(1, 1_000)], beginning } })

test('written with its batch, once, and an act by its command', async () => {
  await activities.record(first())
  const command = await received(db, caseId, 'submit')
  const { events, view } = opening(caseId)
  const next = {
    caseId,
    events: [submitted(3, `${caseId}-1`, command)],
    view: { ...view, openTasks: [] },
    journal: { from: 1, entries: [answer(2, 1_001), { at: 1_002, command }] },
  }
  await activities.record(next)
  await activities.record(next)
  const kept = await journalOf(db, caseId)
  expect(kept.map(({ at }) => at)).toEqual([1_000, 1_001, 1_002])
  expect(kept[2]).toMatchObject({ act: { id: command, act: 'submit', people: {} } })
  expect(await beginningOf(db, caseId)).toEqual(beginning)
  expect(events).toHaveLength(2)
})

test('what the engine lost gives way to what came instead', async () => {
  await activities.record(first())
  const lost = await received(db, caseId, 'submit')
  const { view } = opening(caseId)
  const after = { caseId, view: { ...view, openTasks: [] } }
  await activities.record({
    ...after,
    events: [submitted(3, `${caseId}-1`, lost)],
    journal: { from: 1, entries: [answer(2, 2_000), { at: 2_001, command: lost }] },
  })
  const instead = await received(db, caseId, 'withdraw')
  await activities.record({
    ...after,
    events: [told(3, 'caseWithdrawn', { reason: '认定错误' }, instead)],
    journal: { from: 1, entries: [answer(2, 3_000), { at: 3_001, command: instead }] },
  })
  expect((await journalOf(db, caseId)).map(({ at }) => at)).toEqual([1_000, 3_000, 3_001])
})

test('a batch that arrives when others have followed it leaves their journal alone', async () => {
  await activities.record(first())
  const command = await received(db, caseId, 'submit')
  const { view } = opening(caseId)
  await activities.record({
    caseId,
    view: { ...view, openTasks: [] },
    events: [submitted(3, `${caseId}-1`, command)],
    journal: { from: 1, entries: [{ at: 2_000, command }] },
  })
  await activities.record(first())
  expect((await journalOf(db, caseId)).map(({ at }) => at)).toEqual([1_000, 2_000])
})

test('in pieces, none longer than the engine takes', async () => {
  const long = Array.from({ length: 5 }, (_, no): StoredEntry => ({ at: no, answer: no, value: 'x'.repeat(150_000) }))
  await activities.record({ ...opening(caseId), journal: { from: 0, entries: long, beginning } })
  const piece = await activities.readJournal({ caseId, from: 0, upTo: null })
  expect(piece.total).toBe(5)
  expect(piece.entries).toHaveLength(2)
  expect((await activities.readJournal({ caseId, from: 4, upTo: 5 })).entries).toHaveLength(1)
})

test('no part of it is ever changed', async () => {
  await activities.record(first())
  const change = db.updateTable('case_journal').set({ from_no: 9 }).where('case_id', '=', caseId).execute()
  await expect(change).rejects.toThrow(/append-only|permission/)
})

test('what is missing from it, or goes further than its ledger, is found', async () => {
  await activities.record(first())
  const foundHere = async () =>
    (await verifyJournals(url)).broken.filter((of) => of.caseId === caseId).map(({ reason }) => reason.en)
  expect(await foundHere()).toEqual([])
  const part = (from_no: number, entries: StoredEntry[], engine_no: number) =>
    db
      .insertInto('case_journal')
      .values({ case_id: caseId, from_no, entries: JSON.stringify(entries), engine_no, beginning: null })
      .execute()
  await part(1, [answer(2, 1_001)], 99)
  expect(await foundHere()).toEqual(['its journal goes further than its ledger'])
  await part(2, [{ at: 1_002, command: '00000000-0000-4000-8000-000000000000' }], 2)
  expect(await foundHere()).toEqual(['its journal names a command that is not kept'])
  await part(9, [], 2)
  expect(await foundHere()).toEqual(['a part of its journal is missing'])
})
