import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { spawnPart } from '../../bin/stack.ts'
import { stuckCauseCodes, stuckCauses } from '../../domain/stuck-causes.ts'
import { NAMESPACE } from '../setup/running.ts'
import { aPhoto, launch, signIn } from './people.ts'

/** The rules for the person on call: each can be read, and each is about what the product really exports. */

type Rule = { alert: string; expr: string; severity: string; zh: string; en: string }

const stack = inject('stack')
const rules = rulesIn(readFileSync(new URL('../../docs/alerts.yml', import.meta.url), 'utf8'))
const namesIn = (expr: string) => expr.match(/\b(chuangwei|temporal)_\w+/g) ?? []

/** Reads the few forms of YAML that the file keeps to. Throws at a line of any other. */
function rulesIn(file: string): Rule[] {
  const found: Rule[] = []
  const pairs = (said: string) =>
    Object.fromEntries(
      [...said.matchAll(/(\w+): (?:"([^"]*)"|(\w+))/g)].map(([, key, quoted, bare]) => [key, quoted ?? bare]),
    )
  for (const line of file.split('\n')) {
    const rule = found.at(-1)
    const alert = /^ {6}- alert: (\w+)$/.exec(line)?.[1]
    const [, key, value = ''] = /^ {8}(expr|for|labels|annotations): (\S.*)$/.exec(line) ?? []
    if (alert !== undefined) found.push({ alert, expr: '', severity: '', zh: '', en: '' })
    else if (rule && key === 'expr') rule.expr = value
    else if (rule && (key === 'labels' || key === 'annotations')) Object.assign(rule, pairs(value))
    else if (key === 'for') expect(value).toMatch(/^\d+[smhd]$/)
    else expect(line).toMatch(/^(#.*|groups:| {2}- name: [\w-]+| {4}rules:|)$/)
  }
  return found
}

async function exported(address: string): Promise<Set<string>> {
  const text = await (await fetch(address)).text()
  return new Set(text.split('\n').flatMap((line) => /^(\w+)[ {]/.exec(line)?.[1] ?? []))
}

test('every rule says whom it wakes and what to do, in both languages', () => {
  expect(rules.length).toBeGreaterThan(15)
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
  for (const rule of rules) {
    expect(rule).toMatchObject({
      expr: expect.stringMatching(/[<>=]/),
      severity: expect.stringMatching(/^(page|ticket)$/),
      zh: expect.stringMatching(/\S/),
      en: expect.stringMatching(/\S/),
    })
    expect(namesIn(rule.expr).length > 0 || rule.expr.startsWith('up{')).toBe(true)
  }
})

test('every cause that stops a process by itself has its rule, and no rule names another', () => {
  const named = rules.flatMap(({ expr }) =>
    [...expr.matchAll(/cause=~?"([A-Z_|]+)"/g)].flatMap(([, said = '']) => said.split('|')),
  )
  expect(stuckCauseCodes).toEqual(expect.arrayContaining(named))
  const engine = stuckCauseCodes.filter((cause) => stuckCauses[cause].family !== 'PERSON')
  expect(named).toEqual(expect.arrayContaining(engine))
})

test('API and worker export every metric that a rule is about', async () => {
  const inspector = await signIn(stack.api, 'taoxingyuan')
  const port = randomInt(20_000, 30_000)
  // Beside the usual worker one with broken code: some of the tasks fail, and are done by the other.
  const broken = await spawnPart({
    name: 'broken-worker',
    entry: 'test/operations/broken-worker.ts',
    dataDir: stack.dataDir,
    env: {
      DATABASE_URL: stack.database,
      TEMPORAL_ADDRESS: stack.temporal,
      TEMPORAL_NAMESPACE: NAMESPACE,
      CHUANGWEI_WORKER_METRICS_PORT: String(port),
    },
    ready: { line: 'worker ready' },
  })
  try {
    const missing = async () => {
      const there = new Set([
        ...(await exported(`${stack.api}/metrics`)),
        ...(await exported(`http://127.0.0.1:${port}/metrics`)),
      ])
      return [...new Set(rules.flatMap(({ expr }) => namesIn(expr)))].filter((name) => !there.has(name))
    }
    for (let n = 0; n < 12 && (await missing()).length > 0; n += 1)
      await launch(inspector, await aPhoto(stack.api, inspector), { title: '后巷垃圾清运出错' })
    expect(await missing()).toEqual([])
  } finally {
    await broken.stop()
  }
})
