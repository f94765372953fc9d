import { z } from 'zod'

const Environment = z.object({
  DATABASE_URL: z.url(),
  CHUANGWEI_TASK_QUEUE: z.string().default('chuangwei'),
  /** `off` for a copy of an installation, whose people must not hear from it. */
  CHUANGWEI_TELLING: z.enum(['on', 'off']).default('on'),
  /** Where this worker shows its figures to Prometheus, on 127.0.0.1; nowhere unless set. */
  CHUANGWEI_WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  CHUANGWEI_DATA: z.string().optional(),
  /** After how many entries of its journal a case's run gives way to a next one; only when it is long unless set. */
  CHUANGWEI_CONTINUE_EVERY: z.coerce.number().int().min(1).optional(),
  CHUANGWEI_CLOCK: z.enum(['real', 'skipping']).default('real'),
  /** `on` has the engine send tasks to the current version alone; every worker must then have one. */
  CHUANGWEI_WORKER_VERSIONS: z.enum(['on', 'off']).default('off'),
  /** `on` lets code take over that another has replaced, as when a release is taken back. */
  CHUANGWEI_WORKER_TAKEOVER: z.enum(['on', 'off']).default('off'),
})

export type WorkerConfig = {
  databaseUrl: string
  taskQueue: string
  skipping: boolean
  continueAfter: number | undefined
  metricsPort: number | undefined
  telling: boolean
  dataDir: string | undefined
  versions: boolean
  takeOver: boolean
}

/** The worker's settings from its environment. Throws one readable error that names what is missing. */
export function readConfig(environment: NodeJS.ProcessEnv): WorkerConfig {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  return {
    databaseUrl: parsed.data.DATABASE_URL,
    taskQueue: parsed.data.CHUANGWEI_TASK_QUEUE,
    telling: parsed.data.CHUANGWEI_TELLING === 'on',
    metricsPort: parsed.data.CHUANGWEI_WORKER_METRICS_PORT,
    dataDir: parsed.data.CHUANGWEI_DATA,
    versions: parsed.data.CHUANGWEI_WORKER_VERSIONS === 'on',
    takeOver: parsed.data.CHUANGWEI_WORKER_TAKEOVER === 'on',
    continueAfter: parsed.data.CHUANGWEI_CONTINUE_EVERY,
    skipping: parsed.data.CHUANGWEI_CLOCK === 'skipping',
  }
}
