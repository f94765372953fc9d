import { type Kysely, sql } from 'kysely'
import { Client } from 'pg'
import { connect } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { importSampleCounty } from '../db/sample.ts'
import type { Schema } from '../db/schema.ts'
import { startPostgres } from '../bin/stack.ts'
import { cast } from './good-way.ts'
import { figures, table } from './measure.ts'
import { scratchFolder, startApi } from './stack.ts'
import { signIn, type User } from './users.ts'

const OPEN = 20_000
/** The first hundred of each kind warm it up and are not counted. */
const REQUESTS = 400

type Api = ReturnType<User['at']>
type Ask = (api: Api) => Promise<unknown>

/**
 * How long an inbox page with its counts takes through the API, one request after the other, among 20,000 open
 * tasks and three closed ones for each. Returns Markdown.
 */
export async function inbox(): Promise<string> {
  const [dataDir, removeFolder] = await scratchFolder()
  const postgres = await startPostgres({ dataDir })
  const database = postgres.url('chuangwei')
  await migrate(database)
  await importSampleCounty(database)
  const { db, close } = connect(database, { max: 2 })
  await fill(db)
  // As autovacuum would have by then; the application's role may not.
  const owner = new Client({ connectionString: postgres.adminUrl('chuangwei') })
  await owner.connect()
  await owner.query('vacuum analyze')
  await owner.end()
  // Reading needs no engine: none answers at this address.
  const api = await startApi(dataDir, { DATABASE_URL: database, TEMPORAL_ADDRESS: '127.0.0.1:1' })
  const head = await signIn(api.url, cast.head)
  const inspector = await signIn(api.url, cast.inspector)

  const rows: (string | number)[][] = []
  for (const [who, user] of [
    ['head of a unit', head],
    ['inspector of the office', inspector],
  ] as const) {
    const first = await user.at(0).inbox.list.query({})
    const list = (query: Parameters<Api['inbox']['list']['query']>[0]) => (asked: Api) => asked.inbox.list.query(query)
    const asks: [string, Ask][] = [
      ['nothing but who I am', (asked) => asked.session.me.query()],
      ['first page', list({})],
      ['next page', list({ cursor: first.nextCursor ?? undefined })],
      ['by opening', list({ sort: 'opened' })],
      ['by unit', list({ sort: 'unit' })],
      ['overdue', list({ filter: 'overdue' })],
      ['all of my unit', list({ filter: 'unit' })],
      ['search by place', list({ search: '17号门' })],
      ['search, not found', list({ search: '没有这样的地方' })],
    ]
    for (const [what, ask] of asks) rows.push([who, first.counts.mine, what, ...(await timed(user, ask))])
  }
  await api.stop()
  await close()
  await postgres.stop()
  await removeFolder()
  return table(['who', 'may act on', 'asks for', 'p50 ms', 'p95 ms'], rows)
}

async function timed(user: User, ask: Ask): Promise<string[]> {
  const latencies: number[] = []
  for (let n = 0; n < REQUESTS; n += 1) {
    const from = performance.now()
    await ask(user.at(n % 20))
    latencies.push(performance.now() - from)
  }
  const { p50, p95 } = figures(latencies.slice(100), 1)
  return [p50.toFixed(1), p95.toFixed(1)]
}

/** Cases of all units, six in ten with their task at the unit and four at the office, due within three weeks. */
async function fill(db: Kysely<Schema>): Promise<void> {
  await sql`
    insert into cases (id, kind, number, title, unit_id, place, content, stage, opened_at, engine_no)
    select 'DB-2026-' || n, 'rectification', '云创督办〔2026〕' || n || '号', '后巷垃圾清运不及时 ' || n, units.ids[1 + n % cardinality(units.ids)],
      '人民路' || n % 400 || '号门前', '{}', 'IN_PROGRESS', now() - n % 30 * interval '1 day', 12
    from generate_series(1, ${OPEN}::integer) as n,
      (select array_agg(id order by id) as ids from unit where subject) as units
  `.execute(db)
  await sql`
    insert into task (id, case_id, step, round, title, form, roles, unit_id, causes, otherwise, state, light, opened_at, start_at,
      limit_unit, limit_value, due_at, yellow_at, provisional, due_sum, closed_at, closed_by)
    select cases.id || '-' || k, cases.id, case when k = 4 then 'rectify' else 'signOff' end, 1,
      '{"zh": "整改并反馈", "en": "Rectify and report"}', 'rectification.v1', at_unit.roles, at_unit.unit_id,
      '{"zh": "提交后进入核查。", "en": "Goes to re-inspection."}', '{"zh": "计为未落实", "en": "Counts as failed"}',
      case when k = 4 then 'OPEN' else 'DONE' end, case when cases.due < now() then 'RED' else 'GREEN' end,
      opened_at, opened_at, 'WD', 5, cases.due, cases.due - interval '1 day', false, '{}',
      case when k < 4 then now() end, case when k < 4 then '{"userId": "u-nobody"}'::jsonb end
    from (
        select *, (row_number() over ())::integer as n, now() + (random() * 21 - 1) * interval '1 day' as due from cases
      ) as cases,
      generate_series(1, 4) as k,
      lateral (
        select case when n % 10 < 6 then cases.unit_id end as unit_id,
          case when n % 10 < 6 then '{UNIT_HEAD}'::text[] else '{OFFICE_DIRECTOR,OFFICE_DISPATCHER,OFFICE_INSPECTOR}' end as roles
      ) as at_unit
  `.execute(db)
}
