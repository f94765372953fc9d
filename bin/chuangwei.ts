import { codeOf, explain, Failure, textOf } from './failure.ts'
import {
  archiveCommand,
  backupCommand,
  rebuildCommand,
  replayCommand,
  restoreCommand,
  verifyCommand,
} from './commands.ts'
import { partEnvironment, readSettings, runningParts, type Settings } from './settings.ts'
import { withDatabase } from './with-parts.ts'

const HELP = `创卫 chuangwei

用法 (usage): npx tsx bin/chuangwei.ts <命令>

  start [--empty]   启动全部：数据库、流程引擎、执行器、网站；--empty 不导入示范县 (everything; no sample county)
  api               只启动网站服务 (the API and the pages)
  worker            只启动流程执行器，可在多台机器上启动多个 (one more worker)
  migrate           更新数据库结构 (bring the schema up to date)
  import-sample     导入示范县数据 (load the sample county)
  verify [--engine] 核对台账的校验链、照片和流程历史；--engine 再与流程引擎逐案核对
                    (check the ledger's chains, photos and histories; and every open case with the engine)
  backup [--to 目录] [--keep 份数] [--continuous] [--without-secrets]
                    不停机备份数据库、流程引擎、照片和密钥；--continuous 今后的日志也写到这个目录，
                    --without-secrets 不含密钥 (back everything up while it runs; the log goes there from now on;
                    leave the keys out)
  restore --from 目录 [--until 时间] [--wal 目录] [--secrets 文件]
                    恢复到空的数据目录并核对 (restore into an empty data folder, to an instant, and check)
  archive [--older-than 天数]
                    归档已办结流程的历史，平时自动进行 (keep the histories of closed flows; runs by itself too)
  rebuild <事项> --why 理由
                    为流程引擎中已丢失或被删除的事项按留痕重建流程，从中断处继续
                    (begin a lost flow anew from the record; it goes on where it stood)
  replay            部署前检查：在办流程能否用这份代码继续 (before deploying: would open flows go on?)
  help              显示本说明 (this text)

环境变量 (environment):
  CHUANGWEI_DATA      数据目录，默认 .chuangwei
  CHUANGWEI_HOST/PORT 监听地址和端口，默认 127.0.0.1:8000
  DATABASE_URL        使用已有的 PostgreSQL
  TEMPORAL_ADDRESS    使用已有的 Temporal（另有 TEMPORAL_NAMESPACE、TEMPORAL_TLS_*、TEMPORAL_API_KEY）
  CHUANGWEI_SECRET    多台机器共用的密钥，默认自动生成
`

/** Runs one part in this process, on what the environment names or on a running installation. */
async function runPart(settings: Settings, load: () => Promise<unknown>): Promise<void> {
  const running = runningParts(settings.dataDir)
  const databaseUrl = settings.databaseUrl ?? running?.databaseUrl
  const temporalAddress = settings.temporalAddress ?? running?.temporalAddress
  if (databaseUrl === undefined || temporalAddress === undefined) {
    throw new Failure(
      '没有正在运行的创卫：请先 npm start，或设置 DATABASE_URL 和 TEMPORAL_ADDRESS。(Run npm start first, or set both variables.)',
    )
  }
  for (const [name, value] of Object.entries(partEnvironment(settings, { databaseUrl, temporalAddress }))) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  await load()
}

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  start: async (args) => (await import('./start.ts')).main(args),
  api: () => runPart(readSettings(), () => import('../api/main.ts')),
  worker: () => runPart(readSettings(), () => import('../worker/main.ts')),
  migrate: () =>
    withDatabase(readSettings(), async (databaseUrl) => {
      const { migrate } = await import('../db/migrate.ts')
      const applied = await migrate(databaseUrl)
      console.log(applied.length === 0 ? '数据库结构已是最新 (up to date)' : `已更新 (applied): ${applied.join(' ')}`)
    }),
  'import-sample': () =>
    withDatabase(readSettings(), async (databaseUrl) => {
      const { importSampleCounty } = await import('../db/sample.ts')
      const { imported, accounts } = await importSampleCounty(databaseUrl, { log: console.log })
      console.log(imported ? '示范县已导入 (imported)' : '示范县先前已导入 (already there)')
      for (const { username, password, name, role, unit } of accounts)
        console.log(`  ${username} / ${password} — ${name}，${role}，${unit}`)
    }),
  verify: verifyCommand,
  backup: backupCommand,
  restore: restoreCommand,
  archive: archiveCommand,
  rebuild: rebuildCommand,
  replay: replayCommand,
  help: async () => console.log(HELP),
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = COMMANDS[name === '--help' || name === '-h' ? 'help' : name]
try {
  if (command === undefined)
    throw new Failure(`没有 ${name} 这个命令：运行 help 查看全部命令。(Unknown command: see help.)`)
  await command(args)
} catch (error) {
  const known = explain(error, codeOf(error) === '' ? '' : readSettings().dataDir)
  console.error(textOf(known))
  process.exitCode = 1
}
