import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll } from 'vitest'
import { closeApp, createApp } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import type { App } from '../../api/context.ts'
import type { AppRouter } from '../../api/router.ts'
import { buildServer } from '../../api/server.ts'
import { startPostgres } from '../../bin/stack.ts'
import { migrate } from '../../db/migrate.ts'
import { createPerson } from '../../db/people.ts'
import { hashPassword } from '../../db/passwords.ts'
import type { Role } from '../../domain/people.ts'
import type { Refusal } from '../../domain/refusals.ts'
import { aDataDir } from '../setup/data-dir.ts'
import { furnish } from '../setup/furnished.ts'

/** The API over HTTP on a PostgreSQL of its own. No engine answers: acts are received and stay undecided. */

export const PASSWORD = 'Right-horse-1'
const hash = hashPassword(PASSWORD)

export type Api = Awaited<ReturnType<typeof startApi>>
export type Caller = ReturnType<Api['client']>

/** Starts PostgreSQL and the API; both go when the file's tests end. */
export async function startApi(environment: Record<string, string> = {}, webDir?: string) {
  const dataDir = await aDataDir('api')
  await furnish(dataDir, 'schema')
  let postgres = await startPostgres({ dataDir })
  const databaseUrl = postgres.url('chuangwei')
  await migrate(databaseUrl)
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    CHUANGWEI_DATA: dataDir,
    CHUANGWEI_PORT: '0',
    CHUANGWEI_SECRET: randomBytes(32).toString('hex'),
    CHUANGWEI_LOG: 'silent',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    ...environment,
  })
  const app: App = createApp(webDir === undefined ? config : { ...config, webDir }, {
    decisionMs: 150,
    askingMs: 300,
  })
  const server = await buildServer(app)
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  afterAll(async () => {
    await server.close()
    await closeApp(app)
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const client = (headers: Record<string, string> = {}) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/api/trpc`, headers })] })

  /** Creates a person and signs them in. */
  async function someone(roles: Role[], unitId: string, username = `p${randomUUID().slice(0, 8)}`) {
    const passwordHash = await hash
    const userId = await app.db
      .transaction()
      .execute((trx) => createPerson(trx, { name: `${roles[0]} ${unitId}`, username, passwordHash, roles, unitId }))
    if (userId === null) throw new Error(`${username} is taken`)
    const { token } = await client().session.create.mutate({ username, password: PASSWORD })
    return { userId, username, token, api: client({ authorization: `Bearer ${token}` }) }
  }

  /** Brings PostgreSQL back after a test has stopped it. */
  async function startAgain() {
    postgres = await startPostgres({ dataDir })
  }

  return {
    app,
    db: app.db,
    server,
    url,
    dataDir,
    databaseUrl,
    stopPostgres: () => postgres.stop(),
    startAgain,
    client,
    someone,
  }
}

/** The refusal, or at least the code, with which a call was turned down; null when it was not. */
export async function turnedDown(call: Promise<unknown>): Promise<{ code: string; refusal: Refusal | null } | null> {
  try {
    await call
    return null
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error
    const data = error.data as { code?: string; refusal?: Refusal | null } | null
    return { code: data?.code ?? 'NO_ANSWER', refusal: data?.refusal ?? null }
  }
}
