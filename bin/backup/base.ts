import { createWriteStream } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, gzipSync } from 'node:zlib'
import { execa } from 'execa'
import { Client } from 'pg'
import { Failure } from '../failure.ts'
import { CLUSTER, type Head, HEADS, LABEL } from './manifest.ts'

/** What PostgreSQL makes anew at every start, or what belongs to the running server alone. */
const LEFT_OUT = [
  'pg_wal/*',
  'pg_replslot/*',
  'pg_dynshmem/*',
  'pg_notify/*',
  'pg_serial/*',
  'pg_snapshots/*',
  'pg_stat_tmp/*',
  'pg_subtrans/*',
  'postmaster.pid',
  'postmaster.opts',
  '*/pgsql_tmp*',
  '*/pg_internal.init*',
]

/** What a live folder makes tar say; the log puts such files right when the backup is restored. */
const LIVE = /file changed as we read it|[Ff]ile removed before we read it|[Ff]ile shrank by/

export type Base = {
  startedAt: string
  finishedAt: string
  startWal: string
  stopWal: string
  postgres: string
  schema: string
  ledger: { cases: number; entries: number }
}

/**
 * Copies a running cluster into `folder` while everybody works: PostgreSQL is told where it begins and ends, and
 * the log in between makes the copy whole. Returns from which piece of the log to which it needs, and where the
 * ledger stood before it ended. Rejects with a Failure when the server keeps no log.
 */
export async function takeBase(adminUrl: string, cluster: string, folder: string): Promise<Base> {
  const client = new Client({ connectionString: adminUrl, application_name: 'chuangwei-backup', keepAlive: true })
  client.on('error', () => undefined)
  await client.connect()
  const one = async <Row>(query: string): Promise<Row> => (await client.query(query)).rows[0] as Row
  try {
    if ((await one<{ archive_mode: string }>('show archive_mode')).archive_mode !== 'on') {
      throw new Failure(
        '正在运行的数据库是旧版本启动的，还没有开始归档日志：请先重新启动创卫，再备份。(Restart first: the running database keeps no log yet.)',
      )
    }
    const start = await one<{ wal: string; at: Date; version: string }>(
      `select pg_walfile_name(pg_backup_start('chuangwei', true)) as wal, clock_timestamp() as at,
        current_setting('server_version') as version`,
    )
    await copyCluster(cluster, join(folder, CLUSTER))
    const { heads, ...ledger } = await readLedger(client)
    await writeFile(join(folder, HEADS), gzipSync(JSON.stringify(heads)), { mode: 0o600, flush: true })
    const stop = await one<{ lsn: string; labelfile: string }>('select lsn, labelfile from pg_backup_stop(false)')
    await writeFile(join(folder, LABEL), stop.labelfile, { mode: 0o600, flush: true })
    const end = await one<{ wal: string; at: Date }>(
      `select pg_walfile_name('${stop.lsn}') as wal, clock_timestamp() as at`,
    )
    return {
      startedAt: start.at.toISOString(),
      finishedAt: end.at.toISOString(),
      startWal: start.wal,
      stopWal: end.wal,
      postgres: start.version,
      ...ledger,
    }
  } finally {
    // A session that ends in between takes its backup back by itself.
    await client.end().catch(() => undefined)
  }
}

async function copyCluster(cluster: string, target: string): Promise<void> {
  const excluded = LEFT_OUT.map((pattern) => `--exclude=./${pattern}`)
  const tar = execa('tar', ['-cf', '-', ...excluded, '-C', cluster, '.'], {
    stdin: 'ignore',
    reject: false,
    buffer: { stdout: false },
    env: { LC_ALL: 'C' },
  })
  await pipeline(tar.stdout, createGzip({ level: 3 }), createWriteStream(target, { mode: 0o600 }))
  const { failed, exitCode, stderr, shortMessage } = await tar
  const complaints = stderr.split('\n').filter((line) => line !== '' && !LIVE.test(line))
  if (failed && (exitCode !== 1 || complaints.length > 0))
    throw new Failure(`数据库没有复制下来：请检查备份目录的空间。(tar: ${complaints[0] ?? shortMessage ?? ''})`)
  const file = await open(target, 'r')
  await file.sync()
  await file.close()
}

async function readLedger(client: Client): Promise<{
  heads: Head[]
  ledger: { cases: number; entries: number }
  schema: string
}> {
  const { rows: tables } = await client.query<{ known: boolean }>(
    `select to_regclass('public.cases') is not null as known`,
  )
  if (tables[0]?.known !== true) return { heads: [], ledger: { cases: 0, entries: 0 }, schema: '' }
  const { rows } = await client.query<{ id: string; head_seq: number; head_hash: string }>(
    'select id, head_seq, head_hash from cases where head_seq > 0 order by id',
  )
  const { rows: schema } = await client.query<{ name: string }>('select max(name) as name from kysely_migration')
  return {
    heads: rows.map((row) => ({ caseId: row.id, seq: row.head_seq, hash: row.head_hash })),
    ledger: { cases: rows.length, entries: rows.reduce((sum, row) => sum + row.head_seq, 0) },
    schema: schema[0]?.name ?? '',
  }
}
