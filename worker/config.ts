import { z } from 'zod'

const Environment = z.object({
  DATABASE_URL: z.url(),
  CHUANGWEI_TASK_QUEUE: z.string().default('chuangwei'),
  CHUANGWEI_CLOCK: z.enum(['real', 'skipping']).default('real'),
})

export type WorkerConfig = { databaseUrl: string; taskQueue: string; skipping: boolean }

/** The worker's settings from its environment. Throws one readable error that names what is missing. */
export function readConfig(environment: NodeJS.ProcessEnv): WorkerConfig {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  return {
    databaseUrl: parsed.data.DATABASE_URL,
    taskQueue: parsed.data.CHUANGWEI_TASK_QUEUE,
    skipping: parsed.data.CHUANGWEI_CLOCK === 'skipping',
  }
}
