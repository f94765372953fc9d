import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { signIn, type User } from './users.ts'
import { cast, noticeWith } from './good-way.ts'
import { cpuMs, table } from './measure.ts'
import { scratchFolder, type Stack, startStack } from './stack.ts'

const CALLERS = 16
const ROUNDS = 11
/** The parts of the product whose CPU a round is counted by. */
const parts = ['api', 'worker', 'temporal', 'postgres'] as const

/**
 * What one round of the watch over what does not move costs, among so many open cases, each a real execution started
 * by the API. Returns Markdown. The first round, which fills what is remembered from one to the next, stands alone.
 */
export async function watch(counts: readonly number[], told: (line: string) => void): Promise<string> {
  const [dataDir, removeFolder] = await scratchFolder()
  const stack = await startStack(dataDir)
  const db = new Client({ connectionString: stack.database, options: '-c role=chuangwei_app' })
  await db.connect()
  const inspector = await signIn(stack.apiUrl, cast.inspector)
  const reader = await signIn(stack.apiUrl, cast.director)
  const rows: (string | number)[][] = []
  let open = 0
  for (const count of counts) {
    await launchAll(inspector, count - open)
    open = count
    told(`${open} cases are open`)
    await settled(db, open)
    const rounds: Round[] = []
    for (let n = 0; n < ROUNDS; n += 1) rounds.push(await aRound(stack, db, reader))
    const [first, ...others] = rounds as [Round, ...Round[]]
    rows.push([open, 'first', ...cells(first)], [open, 'median of ten', ...cells(medianOf(others))])
  }
  await db.end()
  await stack.stop()
  await removeFolder()
  const cpu = parts.map((part) => `${part}, CPU ms`)
  return table(['open cases', 'round', 'ms', 'described', 'compared', 'transactions', ...cpu], rows)
}

type Round = { ms: number; described: number; compared: number; transactions: number; cpu: number[] }

const cells = ({ ms, described, compared, transactions, cpu }: Round) => [
  ms,
  described,
  compared,
  transactions,
  ...cpu.map(Math.round),
]

async function launchAll(inspector: User, count: number): Promise<void> {
  const notice = noticeWith({ inspector: inspector.photo, head: inspector.photo })
  let left = count
  const launching = async (_: unknown, caller: number): Promise<void> => {
    while (left > 0) {
      left -= 1
      await inspector.at(caller).notice.launch.mutate({ commandId: randomUUID(), notice })
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, launching))
}

async function settled(db: Client, open: number): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ count: number }>(
      `select count(*)::integer as count from task where state = 'OPEN'`,
    )
    if ((rows[0]?.count ?? 0) >= open) return
    await sleep(500)
  }
}

/** Asks for a round and waits for its end; what the product does besides in these seconds is in its figures. */
async function aRound({ pids }: Stack, db: Client, reader: User): Promise<Round> {
  const used = () => Promise.all(parts.map((part) => cpuMs(pids[part])))
  const before = await look(db)
  const [cpu, transactions] = [await used(), await committed(db)]
  await reader.at(0).stuck.look.mutate()
  for (;;) {
    await sleep(50)
    const after = await look(db)
    if (after.at <= before.at) continue
    const then = await used()
    return {
      ms: after.ms,
      described: after.described,
      compared: after.compared,
      transactions: (await committed(db)) - transactions,
      cpu: then.map((ms, index) => ms - (cpu[index] ?? 0)),
    }
  }
}

async function look(db: Client): Promise<{ at: number; ms: number; described: number; compared: number }> {
  const { rows } = await db.query<{ at: number | null; took_ms: number; described: number; compared: number }>(
    `select extract(epoch from looked_at)::double precision as at, took_ms, described, compared from stuck_look`,
  )
  const row = rows[0]
  return { at: row?.at ?? 0, ms: row?.took_ms ?? 0, described: row?.described ?? 0, compared: row?.compared ?? 0 }
}

async function committed(db: Client): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    `select xact_commit as count from pg_stat_database where datname = current_database()`,
  )
  return Number(rows[0]?.count)
}

function medianOf(rounds: readonly Round[]): Round {
  const of = (value: (round: Round) => number): number =>
    rounds.map(value).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN
  return {
    ms: of(({ ms }) => ms),
    described: of(({ described }) => described),
    compared: of(({ compared }) => compared),
    transactions: of(({ transactions }) => transactions),
    cpu: parts.map((_, index) => of(({ cpu }) => cpu[index] ?? Number.NaN)),
  }
}
