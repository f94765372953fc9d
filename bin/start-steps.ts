import type { ListrTask } from 'listr2'
import { openDataDir } from './data-dir.ts'
import { endOrphan } from './end-process.ts'
import { Failure } from './failure.ts'
import type { Log } from './keep.ts'
import { useOwnPostgres } from './own-postgres.ts'
import { checkOwnTemporal } from './own-temporal.ts'
import { isPortFree, stablePorts } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { spawnPart } from './processes.ts'
import { announceParts, isEmptyWanted, partEnvironment, type Settings } from './settings.ts'
import { startTemporal } from './temporal.ts'
import { ensureTemporalServer } from './temporal-programs.ts'
import { buildWeb, isWebStale } from './web-build.ts'

/** A sign-in of the sample county. */
interface Account {
  username: string
  password: string
  name: string
  role: string
  unit: string
}

/** What the steps hand on to each other. */
export interface Run {
  settings: Settings
  args: readonly string[]
  release: (() => void) | undefined
  postgres: { url(database: string): string } | undefined
  databaseUrl: string
  temporalAddress: string
  accounts: Account[]
  /** True once everything runs: from then on news are lines of their own, not a step's. */
  isUp: boolean
  /** Why a step failed. */
  failure?: unknown
  log: Log
}

type Step = ListrTask<Run>

const toTask =
  (run: Run, task: { output: string }): Log =>
  (line) => {
    if (run.isUp) run.log(line)
    else task.output = line
  }

const check: Step = {
  title: '检查环境 (environment)',
  task: async (run) => {
    const { dataDir, port, host } = run.settings
    run.release = openDataDir(dataDir)
    // Parts of a launcher that was killed: they would still hold the port.
    await Promise.all(['api', 'worker'].map((name) => endOrphan(dataDir, name)))
    if (!(await isPortFree(port, host))) {
      throw new Failure(
        `端口 ${port} 已被占用：请关闭占用它的程序，或用 CHUANGWEI_PORT 换一个端口。(Port ${port} is taken: set CHUANGWEI_PORT.)`,
      )
    }
  },
}

const postgres: Step = {
  title: '数据库 (PostgreSQL)',
  task: async (run, task) => {
    const { databaseUrl, temporalAddress, dataDir } = run.settings
    if (databaseUrl !== undefined) {
      task.output = '使用 DATABASE_URL 指定的 PostgreSQL'
      run.postgres = await useOwnPostgres(databaseUrl, temporalAddress === undefined)
      run.databaseUrl = databaseUrl
      return
    }
    const started = await startPostgres({ dataDir, log: toTask(run, task) })
    run.postgres = started
    run.databaseUrl = started.url('chuangwei')
  },
}

const temporal: Step = {
  title: '流程引擎 (Temporal)',
  task: async (run, task) => {
    const { temporalAddress, namespace, dataDir } = run.settings
    if (temporalAddress !== undefined) {
      task.output = `使用 TEMPORAL_ADDRESS 指定的 ${temporalAddress}`
      run.temporalAddress = temporalAddress
      await checkOwnTemporal(namespace, toTask(run, task))
      return
    }
    const log = toTask(run, task)
    const programs = await ensureTemporalServer({ log })
    if (run.postgres === undefined) throw new Error('PostgreSQL comes first')
    const started = await startTemporal({
      postgres: run.postgres,
      dataDir,
      programs,
      namespaces: [namespace, 'rehearsal'],
      log,
    })
    run.temporalAddress = started.address
  },
}

const migration: Step = {
  title: '数据库结构 (migrations)',
  task: async (run, task) => {
    const { migrate } = await import('../db/migrate.ts')
    const applied = await migrate(run.databaseUrl)
    if (applied.length > 0) task.output = applied.join(' ')
  },
}

const sample: Step = {
  title: '示范县数据 (sample county)',
  skip: (run) => isEmptyWanted(run.settings.dataDir, run.args) && '不导入 (--empty)',
  task: async (run, task) => {
    const { importSampleCounty } = await import('../db/sample.ts')
    const result = await importSampleCounty(run.databaseUrl, { log: toTask(run, task) })
    run.accounts = result.accounts
  },
}

const web: Step = {
  title: '网页 (web)',
  skip: () => !isWebStale() && '已是最新',
  task: (run) => buildWeb(run.settings.dataDir),
}

function part(name: 'worker' | 'api', title: string): Step {
  return {
    title,
    task: async (run) => {
      const { settings, databaseUrl, temporalAddress } = run
      announceParts(settings.dataDir, { databaseUrl, temporalAddress })
      const metrics = name === 'worker' ? await stablePorts(settings.dataDir, { workerMetrics: 17_291 }) : null
      await spawnPart({
        name,
        entry: `${name}/main.ts`,
        dataDir: settings.dataDir,
        env: {
          ...partEnvironment(settings, { databaseUrl, temporalAddress }),
          ...(metrics === null
            ? {}
            : {
                CHUANGWEI_WORKER_METRICS_PORT: String(metrics.workerMetrics),
                // Whoever starts the installation means this code, be it the one before.
                CHUANGWEI_WORKER_TAKEOVER: 'on',
              }),
        },
        ready: name === 'api' ? { url: `${settings.localUrl}/readyz` } : { line: 'worker ready' },
        readyMs: 120_000,
        log: run.log,
      })
    },
  }
}

/** The progress display would print the reason in its own way: it gets a word, the launcher prints the sentence. */
function withReasonKept(step: Step): Step {
  return {
    ...step,
    task: async (run, task) => {
      try {
        return await step.task(run, task)
      } catch (error) {
        run.failure = error
        throw new Error('未完成 (failed)', { cause: error })
      }
    },
  }
}

/** Both at once: neither waits for the other, and the worker takes its time to bundle the workflows. */
const parts: Step = {
  title: '服务 (services)',
  task: (_run, task) =>
    task.newListr<Run>([part('worker', '流程执行 (worker)'), part('api', '网站服务 (API)')].map(withReasonKept), {
      concurrent: true,
    }),
}

/** Everything `npm start` does, in order. */
export const STEPS: Step[] = [check, postgres, temporal, migration, sample, web, parts].map(withReasonKept)
