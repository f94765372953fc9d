import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { Client } from 'pg'
import { projectDir } from '../../bin/data-dir.ts'
import { takeLock } from '../../bin/lock.ts'
import { startPostgres, startTemporal } from '../../bin/stack.ts'
import { migrate } from '../../db/migrate.ts'
import { importSampleCounty } from '../../db/sample.ts'

/**
 * What a first start leaves in a data folder, made once and copied: some sixty test files begin with one, and each
 * first start costs as much as many tests.
 */

export const NAMESPACE = 'test'

/** A database with the newest schema and nothing in it; the same with the sample county, and an engine. */
export type Furniture = 'schema' | 'county'

const DAY_MS = 86_400_000
const cache = join(tmpdir(), `chuangwei-first-starts-${process.getuid?.() ?? 0}`)
/** All that a first start depends on. */
const SOURCES = ['bin', 'db', 'domain', 'test/setup', 'package.json']

const known = new Map<Furniture, Promise<string>>()

/** Furnishes a data folder; one that has been used before stays as it is. */
export async function furnish(dataDir: string, what: Furniture): Promise<void> {
  if (existsSync(join(dataDir, 'postgres'))) return
  const ready = known.get(what) ?? made(what)
  known.set(what, ready)
  // Node's own copying would lose whose the files are: PostgreSQL has an account of its own.
  await execa('cp', ['-a', 'postgres', 'secrets.json', dataDir], { cwd: await ready })
}

/** Returns the folder to copy from; who asks first makes it, and the others wait. */
async function made(what: Furniture): Promise<string> {
  mkdirSync(cache, { recursive: true, mode: 0o700 })
  const folder = join(cache, `${what}-${fingerprint()}`)
  for (;;) {
    const lock = takeLock(`${folder}.lock`)
    if (typeof lock === 'function') {
      try {
        if (!existsSync(folder)) await firstStart(what, folder)
        return folder
      } finally {
        lock()
      }
    }
    await sleep(200)
  }
}

function fingerprint(): string {
  // Of the day: the engine keeps timers of its own in it.
  const hash = createHash('sha256').update(`${process.version} ${new Date().toISOString().slice(0, 10)}`)
  for (const source of SOURCES) {
    const path = join(projectDir, source)
    const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : ['']
    for (const name of names)
      if (statSync(join(path, name)).isFile()) hash.update(`${source}/${name}\n`).update(readFileSync(join(path, name)))
  }
  return hash.digest('hex').slice(0, 16)
}

async function firstStart(what: Furniture, folder: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-first-'))
  try {
    const postgres = await startPostgres({ dataDir })
    await migrate(postgres.url('chuangwei'))
    if (what === 'county') {
      await importSampleCounty(postgres.url('chuangwei'))
      const temporal = await startTemporal({ postgres, dataDir, namespaces: [NAMESPACE] })
      await temporal.stop()
      // It would look for itself under the address that it had here.
      await asOwner(postgres.adminUrl('temporal'), 'delete from cluster_membership')
    }
    // Kept in the folder. No test makes a whole machine fail, which is all that this is for.
    await asOwner(postgres.adminUrl('postgres'), 'alter system set fsync = off')
    await postgres.stop()
    for (const name of readdirSync(cache)) {
      const old = join(cache, name)
      if (Date.now() - statSync(old).mtimeMs > DAY_MS) rmSync(old, { recursive: true, force: true })
    }
    renameSync(dataDir, folder)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function asOwner(connectionString: string, statement: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query(statement)
  await client.end()
}
