import { statfs } from 'node:fs/promises'
import { tsToMs } from '@temporalio/common/lib/time'
import { sql } from 'kysely'
import { clockSkew } from '../../db/clock.ts'
import { readArchiver, readFigures } from '../../db/figures.ts'
import { archiveStanding } from '../../db/histories.ts'
import { lastOperation } from '../../db/operations.ts'
import { type HealthKey, type HealthPart, healthParts, type HealthView } from '../../domain/health.ts'
import type { App } from '../context.ts'
import { hasWorker } from '../stuck/queue.ts'
import {
  judgeArchive,
  judgeBackup,
  judgeClock,
  judgeCommands,
  judgeDatabase,
  judgeDisk,
  judgeEngine,
  judgeNotifier,
  judgeWorker,
  unknown,
} from './judge.ts'
import { flowVersions, lastReplay } from './versions.ts'

const DAY_MS = 86_400_000
const secondsSince = (at: Date | null | undefined): number | null => (at ? (Date.now() - at.getTime()) / 1000 : null)

type Look = (app: App) => Promise<Omit<HealthPart, 'key'>>

const looks: Record<HealthKey, Look> = {
  database: async ({ db }) => {
    const began = performance.now()
    await sql`select 1`.execute(db)
    return judgeDatabase(Math.round(performance.now() - began))
  },
  engine: async ({ engine }) => {
    const { connection, namespace, within } = engine
    const [{ serverVersion }, { config }] = await within(3_000, () =>
      Promise.all([
        connection.workflowService.getSystemInfo({}),
        connection.workflowService.describeNamespace({ namespace }),
      ]),
    )
    const kept = config?.workflowExecutionRetentionTtl
    return judgeEngine(serverVersion ?? '', kept ? Math.floor(tsToMs(kept) / DAY_MS) : 0)
  },
  worker: async ({ db, engine }) => {
    const [polling, beat] = await Promise.all([
      hasWorker(engine),
      db.selectFrom('heartbeat').select('at').where('part', '=', 'worker').executeTakeFirst(),
    ])
    return judgeWorker(polling, secondsSince(beat?.at))
  },
  commands: async ({ db }) => {
    const figures = await readFigures(db)
    return judgeCommands(figures.undecided_commands, figures.undecided_age)
  },
  notifier: async ({ db }) => {
    const figures = await readFigures(db)
    const oldest = await db
      .selectFrom('ledger')
      .select('recorded_at')
      .where('id', '>', (eb) => eb.selectFrom('notifier_position').select('ledger_id').where('name', '=', 'ledger'))
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    return judgeNotifier(figures.untold_entries, secondsSince(oldest?.recorded_at) ?? 0, figures.outbox_failing)
  },
  disk: async ({ config }) => {
    const { bavail, blocks, bsize } = await statfs(config.dataDir)
    return judgeDisk(bavail * bsize, blocks * bsize)
  },
  clock: async ({ db }) => judgeClock(await clockSkew(db)),
  backup: async ({ db }) => {
    const [backup, restore, archiver] = await Promise.all([
      lastOperation(db, 'BACKUP'),
      lastOperation(db, 'RESTORE'),
      readArchiver(db),
    ])
    // What came before a restore leads to a history that did not happen.
    const standing = backup && (restore === null || backup.at > restore.at) ? backup.at : null
    return judgeBackup(secondsSince(standing), archiver)
  },
  archive: async ({ db }) => {
    const { kept, waiting, since } = await archiveStanding(db)
    return judgeArchive(kept, waiting, secondsSince(since) ?? 0)
  },
}

/** How every part is, in plain words. Takes a few seconds at most; a part that can't be looked at is red. */
export async function healthView(app: App): Promise<HealthView> {
  const look = async (key: HealthKey): Promise<HealthPart> => {
    try {
      return { key, ...(await looks[key](app)) }
    } catch (error) {
      app.log.warn({ err: error, part: key }, 'a part could not be checked')
      return unknown(key, error instanceof Error ? error.message.slice(0, 200) : String(error))
    }
  }
  const [parts, { versions, more }, replay] = await Promise.all([
    Promise.all((Object.keys(healthParts) as HealthKey[]).map(look)),
    flowVersions(app).catch(() => ({ versions: [], more: false })),
    lastReplay(app),
  ])
  return { checkedAt: new Date().toISOString(), parts, versions, replay, more }
}
