import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { spawnPart } from '../../bin/stack.ts'
import { aStack } from '../faults/stack.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aPhoto, launch, signIn, until } from './people.ts'

/** What Prometheus is told, and who else is not. */

const { addresses: stack } = await aStack()
const scrape = (headers: Record<string, string> = {}) => fetch(`${stack.api}/metrics`, { headers })

function valueOf(text: string, name: string): number {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `))
  return Number(line?.split(' ')[1])
}

test('the API tells how the campaign stands and how long its requests take', async () => {
  const before = valueOf(await (await scrape()).text(), 'chuangwei_open_cases')
  const inspector = await signIn(stack.api, 'taoxingyuan')
  await launch(inspector, await aPhoto(stack.api, inspector))
  const text = await (await scrape()).text()
  expect(valueOf(text, 'chuangwei_open_cases')).toBe(before + 1)
  expect(valueOf(text, 'chuangwei_database_up')).toBe(1)
  expect(valueOf(text, 'chuangwei_undecided_commands')).toBe(0)
  expect(Math.abs(valueOf(text, 'chuangwei_clock_skew_seconds'))).toBeLessThan(2)
  expect(text).toMatch(/chuangwei_request_duration_seconds_count\{route="notice.launch",status="200"\} [1-9]/)
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('who comes through a proxy is not on this machine, and made-up procedures make no new series', async () => {
  expect((await scrape({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  await fetch(`${stack.api}/api/trpc/made.up`)
  expect(await (await scrape()).text()).not.toContain('made.up')
})

test('readiness says how the clocks agree', async () => {
  expect(await (await fetch(`${stack.api}/readyz`)).json()).toMatchObject({ ok: true, clock: true })
})

test('a worker shows its task slots, and logs lines of JSON', async () => {
  const port = randomInt(20_000, 30_000)
  const worker = await spawnPart({
    name: 'second-worker',
    entry: 'worker/main.ts',
    dataDir: stack.dataDir,
    env: {
      DATABASE_URL: stack.database,
      TEMPORAL_ADDRESS: stack.temporal,
      TEMPORAL_NAMESPACE: NAMESPACE,
      CHUANGWEI_CLOCK: 'skipping',
      CHUANGWEI_WORKER_METRICS_PORT: String(port),
    },
    ready: { line: 'worker ready' },
  })
  try {
    await until(async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      return /temporal_worker_task_slots_available\{[^}]*worker_type="WorkflowWorker"/.test(text)
    })
  } finally {
    await worker.stop()
  }
  const lines = readFileSync(join(stack.dataDir, 'logs', 'second-worker.log'), 'utf8')
    .trim()
    .split('\n')
  const said = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { msg: string })
  expect(said.some(({ msg }) => msg === 'Worker state changed')).toBe(true)
})
