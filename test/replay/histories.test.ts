import { readdirSync, readFileSync } from 'node:fs'
import { Worker } from '@temporalio/worker'
import { expect, test } from 'vitest'
import * as processes from '../../workflows/index.ts'
import { bundleWorkflows } from '../../worker/worker.ts'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'

/**
 * Cases that are open today began with the code of their day. Histories recorded then must run on the code of
 * now: a recorded history is never edited, and never recorded again while cases of its kind may be open.
 */
const folder = new URL('./histories/', import.meta.url)
const recorded = readdirSync(folder).filter((name) => name.endsWith('.json'))

test('every process has recorded histories', () => {
  for (const kind of Object.keys(processes)) {
    expect(recorded.filter((name) => name.startsWith(`${kind}-`)).length, kind).toBeGreaterThan(0)
  }
})

test('cases are recorded as they began before the journal and since, and some as they went on in a next run', () => {
  const histories = recorded.map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const begun = (history: string) => JSON.parse(history).events[0].workflowExecutionStartedEventAttributes
  const told = histories.filter((history) => begun(history).input?.payloads?.length === 2)
  const kinds = new Set(told.map((history) => begun(history).workflowType.name as string))
  const cases = Object.keys(processes).filter((kind) => !['rerunCase', 'openHalfYear', 'intervention'].includes(kind))
  expect([...kinds]).toEqual(expect.arrayContaining(cases))
  expect(told.filter((history) => begun(history).continuedExecutionRunId).length).toBeGreaterThan(0)
})

test('every recorded history still runs', async () => {
  const workflowBundle = await bundleWorkflows()
  const histories = recorded.map((name) => {
    const history = historyFromJSON(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    // A flow that its schedule started is its own case: it runs again under the id that it had.
    return { workflowId: history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId ?? name, history }
  })
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    expect(error, workflowId).toBeUndefined()
  }
})
