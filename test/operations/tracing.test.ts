import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, Connection } from '@temporalio/client'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppRouter } from '../../api/router.ts'
import { newTraceparent } from '../../web/ids.ts'
import { aDataDir } from '../setup/data-dir.ts'
import { NAMESPACE, type Running, startStack } from '../setup/running.ts'
import { aPhoto, launch, type Person, signIn, submit, until } from './people.ts'

/** Traces from the click to the record, as a collector receives them. */

type Value = { stringValue?: string; intValue?: number | string }
type Named = { key: string; value: Value }
type Received = {
  resourceSpans: {
    resource: { attributes: Named[] }
    scopeSpans: {
      spans: { traceId: string; spanId: string; parentSpanId?: string; name: string; attributes: Named[] }[]
    }[]
  }[]
}
type Seen = { trace: string; id: string; parent: string; name: string; service: string; says: Record<string, string> }

const seen: Seen[] = []
const facts = (attributes: Named[]): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(value.stringValue ?? value.intValue)]))

const collector: Server = createServer((request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const { resourceSpans } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Received
    for (const { resource, scopeSpans } of resourceSpans)
      for (const { traceId, spanId, parentSpanId = '', name, attributes } of scopeSpans.flatMap(({ spans }) => spans))
        seen.push({
          trace: traceId,
          id: spanId,
          parent: parentSpanId,
          name,
          service: facts(resource.attributes)['service.name'] ?? '',
          says: facts(attributes),
        })
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
})

const set = { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_BSP_SCHEDULE_DELAY: '100' }
let home: string
let stack: Running
beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  set.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  home = await aDataDir('traces')
  // The parts have what their starter has.
  Object.assign(process.env, set)
  stack = await startStack(home)
})
afterAll(async () => {
  for (const name of Object.keys(set)) delete process.env[name]
  await stack.stop()
  collector.close()
  await rm(home, { recursive: true, force: true })
})

/** Somebody at a browser: every act begins a trace. */
async function clicking(username: string, clicks: string[]): Promise<Person> {
  const { token } = await signIn(stack.addresses.api, username)
  const headers = () => {
    const traceparent = newTraceparent()
    clicks.push(traceparent)
    return { authorization: `Bearer ${token}`, traceparent }
  }
  const url = `${stack.addresses.api}/api/trpc`
  return { token, api: createTRPCClient<AppRouter>({ links: [httpLink({ url, headers })] }) }
}

const spansOf = (click: string | undefined) => seen.filter(({ trace }) => trace === click?.split('-')[1])

test('one trace leads from the click over receipt and decision to the record, and the history knows nothing of it', async () => {
  const clicks: string[] = []
  const inspector = await clicking('taoxingyuan', clicks)
  const caseId = await launch(inspector, await aPhoto(stack.addresses.api, inspector))
  const begun = clicks.at(-1)
  const names = (click: string | undefined) => spansOf(click).map(({ name }) => name)
  await until(async () => names(begun).includes('record') && names(begun).includes('notice.launch'))
  expect(names(begun).sort()).toEqual(['notice.launch', 'record', 'update launch'])

  const director = await clicking('weichangfeng', clicks)
  await submit(director, caseId, 'signOff', { decision: 'APPROVE', opinion: '' })
  const click = clicks.at(-1)
  await until(async () => names(click).includes('record') && names(click).includes('task.act'))
  const [received, decided, recorded] = ['task.act', 'update submit', 'record'].map((name) =>
    spansOf(click).find((span) => span.name === name),
  )
  expect(received).toMatchObject({ parent: click?.split('-')[2], service: 'chuangwei-api' })
  expect(decided).toMatchObject({ parent: received?.id, service: 'chuangwei-api' })
  expect(decided?.says).toMatchObject({ 'chuangwei.case': caseId, 'chuangwei.verdict': 'applied' })
  expect(recorded).toMatchObject({ parent: received?.id, service: 'chuangwei-worker' })
  expect(recorded?.says['chuangwei.case']).toBe(caseId)
  expect(recorded?.says['chuangwei.step']).toContain('signOff')

  const connection = await Connection.connect({ address: stack.addresses.temporal })
  const history = await new Client({ connection, namespace: NAMESPACE }).workflow.getHandle(caseId).fetchHistory()
  await connection.close()
  const written = JSON.stringify(history)
  expect(clicks.some((one) => written.includes(one.split('-')[1] ?? one))).toBe(false)
})

test('what a stranger writes into the header is no trace, and a collector that is away keeps nobody waiting', async () => {
  const { token, api } = await signIn(stack.addresses.api, 'taoxingyuan')
  const headers = { authorization: `Bearer ${token}`, traceparent: "00-1'; drop table case--" }
  const odd = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${stack.addresses.api}/api/trpc`, headers })] })
  await expect(odd.session.me.query()).resolves.toBeTruthy()
  const photo = await aPhoto(stack.addresses.api, { token, api })
  await launch({ token, api: odd }, photo)
  collector.closeAllConnections()
  collector.close()
  const began = Date.now()
  await launch({ token, api }, photo)
  expect(Date.now() - began).toBeLessThan(8_000)
})
