import { Client } from 'pg'
import { codeOf, Failure, textOf } from './failure.ts'

function withDatabase(databaseUrl: string, database: string): string {
  const url = new URL(databaseUrl)
  url.pathname = `/${database}`
  return url.href
}

/**
 * Makes sure that the PostgreSQL of DATABASE_URL answers, and, when our own Temporal Server will live there too,
 * that it has Temporal's two databases. Resolves to what startTemporal needs.
 * Rejects with a Failure that says what to do.
 */
export async function useOwnPostgres(
  databaseUrl: string,
  forTemporal: boolean,
): Promise<{ url(database: string): string }> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new Failure(
      `连不上 DATABASE_URL 指定的 PostgreSQL：请检查地址、用户和密码。(Can't connect: ${textOf(error) || codeOf(error)})`,
    )
  }
  try {
    for (const name of forTemporal ? ['temporal', 'temporal_visibility'] : []) {
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${name}`)
      const allowed = await client.query<{ yes: boolean }>(
        `SELECT has_database_privilege($1, 'CONNECT, CREATE') AS yes`,
        [name],
      )
      if (allowed.rows[0]?.yes !== true) throw new Error(`no CONNECT and CREATE on ${name}`)
    }
  } catch (error) {
    throw new Failure(
      `DATABASE_URL 的用户不能创建或使用数据库 temporal 和 temporal_visibility：请先为它建好，或设置 TEMPORAL_ADDRESS。(Create both databases for this user, or set TEMPORAL_ADDRESS: ${textOf(error)})`,
    )
  } finally {
    await client.end()
  }
  return { url: (database) => withDatabase(databaseUrl, database) }
}
