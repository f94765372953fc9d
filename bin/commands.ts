import { parseArgs } from 'node:util'
import { Failure } from './failure.ts'
import { readSettings, type Settings } from './settings.ts'
import { engineOptions, withDatabase, withEngine } from './with-parts.ts'

/** What the person on call does to a running or a broken installation. Each rejects with a Failure to be printed. */

/** Throws a Failure for an option that the command doesn't have. */
function optionsOf<T extends Record<string, { type: 'string' | 'boolean' }>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values
  } catch (error) {
    throw new Failure(`看不懂的选项：运行 help 查看用法。(${error instanceof Error ? error.message : String(error)})`)
  }
}

function count(written: string | undefined, usual: number, name: string): number {
  const number = Number(written ?? usual)
  if (Number.isInteger(number) && number >= 0) return number
  throw new Failure(`${name} 要写成不小于 0 的整数。(${name} takes a whole number.)`)
}

export async function backupCommand(args: string[]): Promise<void> {
  const given = optionsOf(args, {
    to: { type: 'string' },
    keep: { type: 'string' },
    continuous: { type: 'boolean' },
    'without-secrets': { type: 'boolean' },
  })
  const { backup } = await import('./backup/main.ts')
  const { folder, sha256, manifest } = await backup(readSettings(), {
    to: given.to,
    keep: Math.max(1, count(given.keep, 14, '--keep')),
    continuous: given.continuous === true,
    withoutSecrets: given['without-secrets'] === true,
    log: console.log,
  })
  const { cases, entries } = manifest.ledger
  console.log(`备份完成 (done): ${folder}`)
  console.log(`  台账 ${cases} 个事项 ${entries} 条记录，照片和流程历史 ${manifest.evidence.files} 个文件`)
  console.log(`  可恢复到 ${manifest.finishedAt} 起的任一时刻 (any instant from then on)`)
  console.log(`  清单校验值，请抄录到别处 (note this elsewhere): ${sha256}`)
}

export async function restoreCommand(args: string[]): Promise<void> {
  const given = optionsOf(args, {
    from: { type: 'string' },
    until: { type: 'string' },
    wal: { type: 'string' },
    secrets: { type: 'string' },
  })
  if (given.from === undefined)
    throw new Failure('请指出备份所在的目录：restore --from 目录 (Say where the backup is: --from.)')
  const { restore } = await import('./restore/main.ts')
  const found = await restore(readSettings(), {
    from: given.from,
    until: given.until,
    wal: given.wal,
    secrets: given.secrets,
    log: console.log,
  })
  console.log(`已恢复到 ${found.reached?.toISOString() ?? found.backup} (restored)`)
  console.log(`  台账 ${found.cases} 个事项 ${found.entries} 条记录，照片和流程历史 ${found.files} 个文件`)
  console.log(`  未办结的 ${found.open} 个事项与流程引擎逐一核对；待办理的操作 ${found.undecided} 个，启动后自动办理`)
  if (found.faults.length > 0)
    throw new Failure(['核对发现问题 (faults):', ...found.faults.map((fault) => `  ${fault}`)].join('\n'))
  console.log('核对无误。请用 npm start 启动，并立即重新备份。(All well: start it, and back up again at once.)')
}

export async function archiveCommand(args: string[]): Promise<void> {
  const given = optionsOf(args, { 'older-than': { type: 'string' } })
  const days = count(given['older-than'], 0, '--older-than')
  const settings = readSettings()
  await withEngine(settings, async (parts) => {
    const [{ Connection }, { connect }, { archiveHistories }] = await Promise.all([
      import('@temporalio/client'),
      import('../db/connect.ts'),
      import('../api/histories.ts'),
    ])
    const connection = await Connection.connect(engineOptions(settings, parts))
    const { db, pool, close } = connect(parts.databaseUrl, { max: 3, name: 'chuangwei-archive' })
    try {
      const log = { info: () => undefined, warn: () => undefined }
      const { namespace, dataDir } = settings
      const done = await archiveHistories(
        { db, pool, connection, namespace, dataDir, log },
        { olderThanMs: days * 86_400_000 },
      )
      if (done === null) return console.log('另一个进程正在归档，稍后再看 (another process is at it)')
      console.log(`已归档 ${done.archived} 个流程历史 (kept)`)
      const trouble = [
        ...done.lost.map((id) => `  ${id}：流程引擎中已没有它的历史 (gone from the engine)`),
        ...done.failed.map((id) => `  ${id}：没有归档成功，请重试 (failed, try again)`),
      ]
      if (trouble.length > 0) throw new Failure(trouble.join('\n'))
    } finally {
      await close()
      await connection.close()
    }
  })
}

const NOT_REBUILT = {
  UNKNOWN: '没有这个事项 (no such case)',
  CLOSED: '该事项已办结，不需要流程 (it is closed)',
  RUNNING: '它的流程正在运行，不需要重建 (its flow is running)',
  NO_JOURNAL: '没有留下可以重建的经过：它在有留痕之前就开始了 (nothing is kept from which it could be told again)',
}

export async function rebuildCommand(args: string[]): Promise<void> {
  const [caseId = '', ...rest] = args
  const { why = '' } = optionsOf(rest, { why: { type: 'string' } })
  if (caseId === '' || caseId.startsWith('-') || why.trim() === '')
    throw new Failure('请写明事项和理由：rebuild 事项 --why 理由 (Name the case, and say why: rebuild <case> --why …)')
  const settings = readSettings()
  await withEngine(settings, async (parts) => {
    const [{ Client, Connection }, { connect }, { rebuild }] = await Promise.all([
      import('@temporalio/client'),
      import('../db/connect.ts'),
      import('../worker/rebuild.ts'),
    ])
    const connection = await Connection.connect(engineOptions(settings, parts))
    const { db, close } = connect(parts.databaseUrl, { max: 2, name: 'chuangwei-rebuild' })
    try {
      const at = {
        db,
        client: new Client({ connection, namespace: settings.namespace }),
        taskQueue: process.env.CHUANGWEI_TASK_QUEUE ?? 'chuangwei',
      }
      const not = await rebuild(at, caseId, { by: null, reason: why })
      if (not !== null) throw new Failure(`${caseId}：${NOT_REBUILT[not]}`)
      console.log(`${caseId} 的流程已按留痕重建，从中断处继续 (rebuilt; it goes on where it stood)`)
    } finally {
      await close()
      await connection.close()
    }
  })
}

export async function replayCommand(args: string[]): Promise<void> {
  optionsOf(args, {})
  const settings = readSettings()
  await withEngine(settings, async (parts) => {
    const { replayOpenFlows } = await import('./replay.ts')
    const { flows, broken } = await replayOpenFlows(
      parts.databaseUrl,
      engineOptions(settings, parts),
      settings.namespace,
    )
    if (broken.length > 0) {
      throw new Failure(
        [
          `${flows} 个在办流程中有 ${broken.length} 个不能用这份代码继续，请勿部署 (do not deploy):`,
          ...broken.map(({ workflowId, number, why }) => `  ${number ?? workflowId} (${workflowId}): ${why}`),
        ].join('\n'),
      )
    }
    console.log(`${flows} 个在办流程都能用这份代码继续，可以部署 (all open flows replay)`)
  })
}

export async function verifyCommand(args: string[]): Promise<void> {
  const given = optionsOf(args, { engine: { type: 'boolean' } })
  const settings = readSettings()
  await withDatabase(settings, async (databaseUrl) => {
    const [{ verifyLedger }, { verifyEvidence }, { verifyHistories }, { verifyJournals }] = await Promise.all([
      import('../db/verify.ts'),
      import('../db/verify-evidence.ts'),
      import('../db/verify-histories.ts'),
      import('../db/verify-journal.ts'),
    ])
    const { cases, entries, broken } = await verifyLedger(databaseUrl)
    if (broken !== null)
      throw new Failure(
        `台账已被改动：事项 ${broken.caseId} 第 ${broken.seq} 条，${broken.reason.zh} (${broken.reason.en})`,
      )
    console.log(`台账完整：${cases} 个事项，${entries} 条记录 (intact)`)
    const evidence = await verifyEvidence(databaseUrl, settings.dataDir)
    const histories = await verifyHistories(databaseUrl, settings.dataDir)
    const wrong = [...evidence.broken, ...histories.broken].map(
      ({ key, reason }) => `  ${key}：${reason.zh} (${reason.en})`,
    )
    if (wrong.length > 0) throw new Failure(['照片或流程历史有问题 (files):', ...wrong].join('\n'))
    const journals = await verifyJournals(databaseUrl)
    if (journals.broken.length > 0)
      throw new Failure(
        [
          '有事项的重建留痕不完整 (journals):',
          ...journals.broken.map(({ caseId, reason }) => `  ${caseId}：${reason.zh} (${reason.en})`),
        ].join('\n'),
      )
    console.log(`重建留痕完整：${journals.cases} 个事项 (intact)`)
    console.log(`照片完整：${evidence.files} 个文件；流程历史完整：${histories.files} 个 (intact)`)
  })
  if (given.engine === true) await verifyEngine(settings)
}

/** Whether engine and ledger tell the same of every open case. A worker must be running. */
async function verifyEngine(settings: Settings): Promise<void> {
  await withEngine(settings, async (parts) => {
    const { compareWithEngine } = await import('./agreement.ts')
    const { cases, differing } = await compareWithEngine(
      { databaseUrl: parts.databaseUrl, engine: engineOptions(settings, parts) },
      settings.namespace,
      20_000,
    )
    if (differing.length > 0)
      throw new Failure(
        [
          '台账与流程引擎不一致 (ledger and engine differ):',
          ...differing.map(({ caseId, number, why }) => `  ${number ?? caseId}：${why}`),
        ].join('\n'),
      )
    console.log(`台账与流程引擎一致：${cases} 个未办结的事项 (both agree)`)
  })
}
