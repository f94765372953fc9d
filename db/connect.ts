import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>

// Civil dates stay text: a Date would move them to another day in another zone.
types.setTypeParser(types.builtins.DATE, (value) => value)
types.setTypeParser(types.builtins.INT8, Number)

/**
 * Opens a pool whose sessions act as the application's role (owns nothing, cannot change the ledger).
 * `max` connections. Deadlines: connect 5 s, statement 15 s, idle in transaction 15 s.
 */
export function connect(
  databaseUrl: string,
  { max = 10, name = 'chuangwei' } = {},
): { db: Db; pool: Pool; close(): Promise<void> } {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    // Our queries last milliseconds: starting parallel workers for one takes longer than the whole of it.
    options: '-c role=chuangwei_app -c timezone=Asia/Shanghai -c max_parallel_workers_per_gather=0',
    keepAlive: true,
  })
  // Without a listener a connection that ends takes the process with it; the next query reports the failure anyway.
  // The pool speaks for idle connections only: one in use needs a listener of its own.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
