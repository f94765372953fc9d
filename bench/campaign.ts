import { Client } from '@temporalio/client'
import { Client as Owner } from 'pg'
import type { Tally } from '../test/campaign/tally.ts'
import { type Campaign, campaign } from '../test/campaign/campaign.ts'
import { type Check, checksOf } from '../test/campaign/checks.ts'
import { smallCounty, wholeCounty } from '../test/campaign/plan.ts'
import { setStage, type Stage } from '../test/campaign/stage.ts'
import { cpuMs, figures, residentMb, table } from './measure.ts'

/**
 * Lets the sample county live through two years, or with `small` through half a year in small, and looks whether its
 * books balance. After `seconds` it is left where it stands. Returns Markdown; `told` hears how far it is.
 */
export async function twoYears(
  { small, lanes, seconds }: { small: boolean; lanes: number; seconds: number },
  told: (line: string) => void,
): Promise<string> {
  const stage = await setStage()
  try {
    const before = await cpuOf(stage)
    const lived = await campaign(stage.app, small ? smallCounty : wholeCounty, {
      photo: stage.photo,
      lanes,
      seconds,
      told,
    })
    const after = await cpuOf(stage)
    told(`lived through in ${lived.seconds.toFixed(0)} s; looking at the books`)
    const began = performance.now()
    const checks = await checksOf(stage, lived)
    for (const { what, looked, faults } of checks) told(`${what}: ${looked}${['', ...faults].join('\n  ')}`)
    const looked = (performance.now() - began) / 1000
    const { tally } = lived.county
    return [
      summary(lived, looked, await sizes(stage)),
      '### CPU',
      cpuTable(before, after, lived),
      '### Cases',
      await casesTable(stage, lived),
      '### Waits of the people',
      waitsTable(tally),
      '### Refused',
      table(['step and why', 'times'], tally.under('refused: ')),
      '### Checks',
      checksTable(checks),
    ].join('\n\n')
  } finally {
    await stage.close()
  }
}

async function cpuOf({ running }: Stage): Promise<Record<string, number>> {
  const { worker, api, temporal, postgres } = running.pids()
  const self = process.cpuUsage()
  return {
    worker: await cpuMs(worker),
    Temporal: await cpuMs(temporal),
    PostgreSQL: await cpuMs(postgres),
    'API process': await cpuMs(api),
    'people and API functions': (self.user + self.system) / 1000,
  }
}

type Sizes = { app: number; temporal: number; workerMb: number }

async function sizes({ running }: Stage): Promise<Sizes> {
  // The application's role may not ask.
  const owner = new Owner({ connectionString: running.addresses.admin })
  await owner.connect()
  const { rows } = await owner.query<{ name: string; mb: number }>(
    'select datname as name, (pg_database_size(datname) / 1048576)::int as mb from pg_database',
  )
  await owner.end()
  const of = (fits: (name: string) => boolean) => rows.reduce((sum, { name, mb }) => (fits(name) ? sum + mb : sum), 0)
  return {
    app: of((name) => name === 'chuangwei'),
    temporal: of((name) => name.startsWith('temporal')),
    workerMb: await residentMb(running.pids().worker),
  }
}

function summary({ cases, seconds, county }: Campaign, looked: number, size: Sizes): string {
  const acts = county.tally.of('acts')
  const skips = county.tally.ms.get('a skip')?.length ?? 0
  return table(
    ['', ''],
    [
      ['lived through, s', seconds.toFixed(0)],
      ['books looked at, s', looked.toFixed(0)],
      ['units', county.units.length],
      ['cases', cases.length],
      ['acts of people', acts],
      ['acts per second', (acts / seconds).toFixed(1)],
      ['times that a case’s clock was moved', skips],
      [
        'received, and decided later',
        county.tally
          .under('decided later: ')
          .map(([step, times]) => `${step} ${times}`)
          .join(', ') || 0,
      ],
      ['database of the product, MB', size.app],
      ['databases of Temporal, MB', size.temporal],
      ['worker at the end, MB resident', size.workerMb],
    ],
  )
}

function cpuTable(
  before: Record<string, number>,
  after: Record<string, number>,
  { county, seconds }: Campaign,
): string {
  const acts = county.tally.of('acts')
  const rows = Object.entries(after).map(([part, ms]): [string, number] => [part, ms - (before[part] ?? 0)])
  rows.push(['together', rows.reduce((sum, [, ms]) => sum + ms, 0)])
  return table(
    ['part', 'CPU s', 'CPU ms an act', 'cores'],
    rows.map(([part, ms]) => [part, (ms / 1000).toFixed(0), (ms / acts).toFixed(1), (ms / 1000 / seconds).toFixed(2)]),
  )
}

async function casesTable({ app }: Stage, { cases }: Campaign): Promise<string> {
  const client = new Client({ connection: app.engine.connection, namespace: app.engine.namespace })
  const lengths = new Map<string, number>()
  for await (const { workflowId, historyLength } of client.workflow.list({ pageSize: 500 }))
    lengths.set(workflowId, historyLength)
  const kinds = [...new Set(cases.map(({ kind }) => kind))].sort()
  return table(
    ['kind', 'cases', 'open', 'history events p50', 'p95', 'most', 'outcomes'],
    kinds.map((kind) => {
      const own = cases.filter((one) => one.kind === kind)
      const events = own.map(({ caseId }) => lengths.get(caseId) ?? 0)
      const { p50, p95 } = figures(events, 1)
      const outcomes = new Map<string, number>()
      for (const { standing } of own) {
        const outcome = standing?.stage === 'CLOSED' ? (standing.outcome ?? '') : 'open'
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      }
      const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, count]) => `${outcome} ${count}`)
      return [kind, own.length, outcomes.get('open') ?? 0, p50, p95, Math.max(...events), told.join(', ')]
    }),
  )
}

const waitsTable = (tally: Tally): string =>
  table(
    ['what', 'times', 'p50 ms', 'p95 ms'],
    [...tally.ms].map(([what, ms]) => {
      const { p50, p95, count } = figures(ms, 1)
      return [what, count, p50.toFixed(0), p95.toFixed(0)]
    }),
  )

const checksTable = (checks: Check[]): string =>
  table(
    ['what', 'looked at', 'found'],
    checks.map(({ what, looked, faults }) => [
      what,
      looked,
      faults.length === 0 ? 'holds' : `${faults.length}: ${faults.slice(0, 3).join('; ')}`,
    ]),
  )
