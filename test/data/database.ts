import { rm } from 'node:fs/promises'
import { Client } from 'pg'
import { afterAll } from 'vitest'
import { startPostgres } from '../../bin/stack.ts'
import { migrate } from '../../db/migrate.ts'
import { aDataDir } from '../setup/data-dir.ts'
import { furnish } from '../setup/furnished.ts'

/** A first choice that hardly any other test file has, and between those of the stacks. */
const portOf = (pid: number): number => 10_350 + (pid % 50) * 400

export type TestDatabase = {
  /** As the owner, as parts of the product get it. */
  url: string
  /** As superuser, for faults that the application could not cause. */
  adminUrl: string
  /** An empty folder that goes when the tests end. */
  dataDir: string
  /** One more database like it; its URL as the owner. */
  another: () => Promise<string>
}

/** A PostgreSQL of this test file's own with the newest schema; it goes when the file's tests end. */
export async function startDatabase(): Promise<TestDatabase> {
  const dataDir = await aDataDir('data')
  let stop = async () => {}
  afterAll(async () => {
    await stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  await furnish(dataDir, 'schema')
  const postgres = await startPostgres({ dataDir, port: portOf(process.pid) })
  stop = () => postgres.stop()
  const url = postgres.url('chuangwei')
  await migrate(url)
  let made = 0
  const another = async () => {
    made += 1
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(`create database another_${made}`)
    await client.end()
    const other = postgres.url(`another_${made}`)
    await migrate(other)
    return other
  }
  return { url, adminUrl: postgres.adminUrl('chuangwei'), dataDir, another }
}
