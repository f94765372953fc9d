import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll } from 'vitest'
import { closeApp, createApp } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import type { App } from '../../api/context.ts'
import type { AppRouter } from '../../api/router.ts'
import { buildServer } from '../../api/server.ts'
import { startPostgres } from '../../bin/stack.ts'
import type { Db } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { createPerson } from '../../db/people.ts'
import { hashPassword } from '../../db/passwords.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import type { Role } from '../../domain/people.ts'
import type { Refusal } from '../../domain/refusals.ts'

/** The API over HTTP on a PostgreSQL of its own. No engine answers: acts are received and stay undecided. */

export const PASSWORD = 'Right-horse-1'
const hash = hashPassword(PASSWORD)

export type Api = Awaited<ReturnType<typeof startApi>>
export type Caller = ReturnType<Api['client']>

/** Starts PostgreSQL and the API; both go when the file's tests end. */
export async function startApi(environment: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-api-'))
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
  const app: App = createApp(config, { decisionMs: 150 })
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
    const userId = await app.db.transaction().execute((trx) => createPerson(trx, { name: `${roles[0]} ${unitId}`, username, passwordHash, roles, unitId }))
    if (userId === null) throw new Error(`${username} is taken`)
    const { token } = await client().session.create.mutate({ username, password: PASSWORD })
    return { userId, username, token, api: client({ authorization: `Bearer ${token}` }) }
  }

  /** Brings PostgreSQL back after a test has stopped it. */
  async function startAgain() {
    postgres = await startPostgres({ dataDir })
  }

  return { app, db: app.db, server, url, dataDir, databaseUrl, stopPostgres: () => postgres.stop(), startAgain, client, someone }
}

export async function aUnit(db: Db, id: string, { name = `县${id}局`, subject = true } = {}): Promise<void> {
  await db.insertInto('unit').values({ id, name, short_name: id, kind: 'DEPARTMENT', subject }).execute()
}

/** A photo in the store, uploaded by somebody. */
export async function aPhoto(db: Db, uploadedBy: string, unitId: string): Promise<{ id: string; sha256: string }> {
  const photo = { id: randomUUID(), sha256: randomBytes(32).toString('hex') }
  await db
    .insertInto('evidence')
    .values({
      ...photo,
      ...{ bytes: 1, mime: 'image/jpeg', width: 1, height: 1, original_name: 'a.jpg', original_key: 'a', served_key: 'b', served_bytes: 1 },
      ...{ uploaded_by: uploadedBy, unit_id: unitId },
    })
    .execute()
  return photo
}

export const aNotice = (unitId: string, photos: { id: string; sha256: string }[], change: Partial<NoticeContent> = {}): NoticeContent => ({
  title: '农贸市场后巷垃圾清运不及时',
  unitId,
  place: '农贸市场后巷',
  facts: '后巷堆放生活垃圾约三立方米，散发异味。',
  photos,
  requirement: '全部清运干净，落实专人保洁。',
  legalBasis: '国家卫生城市标准',
  urgency: 'NORMAL',
  limit: { unit: 'WD', value: 5 },
  ...change,
})

let cases = 0

/** A case with one open task, as the engine would have recorded it. */
export async function aCase(db: Db, unitId: string, task: Partial<{ step: string; form: string; roles: Role[]; unitId: string | null; personId: string | null; dueAt: Date; excluded: string[]; excludedUnits: string[] }> = {}) {
  cases += 1
  const caseId = `DB-2026-${String(9000 + cases)}`
  await db
    .insertInto('cases')
    .values({ id: caseId, kind: 'rectification', title: `后巷垃圾${cases}`, unit_id: unitId, place: '后巷', content: '{}', stage: 'IN_PROGRESS', number: `云创督办〔2026〕${cases}号`, engine_no: 3, opened_at: new Date() })
    .execute()
  const taskId = `${caseId}-1`
  const due = task.dueAt ?? new Date(Date.now() + 5 * 86_400_000)
  const sum = { start: new Date().toISOString(), limit: { unit: 'WD', value: 5 }, due: due.toISOString(), dueDate: due.toISOString().slice(0, 10), provisional: false, unpublishedYears: [], counted: [], skipped: [], madeUp: [] }
  await db
    .insertInto('task')
    .values({
      ...{ id: taskId, case_id: caseId, step: task.step ?? 'rectify', round: 1, form: task.form ?? 'receipt.v1' },
      ...{ title: JSON.stringify({ zh: '整改并书面反馈', en: 'Rectify and report' }), roles: task.roles ?? ['UNIT_HEAD', 'UNIT_LIAISON'] },
      ...{ unit_id: task.unitId === undefined ? unitId : task.unitId, person_id: task.personId ?? null, excluded: task.excluded ?? [], excluded_units: task.excludedUnits ?? [] },
      ...{ causes: JSON.stringify({ zh: '', en: '' }), otherwise: JSON.stringify({ zh: '认定逾期', en: 'It counts as overdue' }), context: '{}' },
      ...{ opened_at: new Date(), start_at: new Date(), limit_unit: 'WD', limit_value: 5, due_at: due, yellow_at: due, provisional: false, due_sum: JSON.stringify(sum) },
    })
    .execute()
  return { caseId, taskId }
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
