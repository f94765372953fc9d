import { z } from 'zod'
import { text } from './text.ts'

/** The parts of an installation that somebody on call looks after, in the order in which one looks. */
export const healthParts = {
  database: text('数据库', 'Database'),
  engine: text('流程引擎', 'Engine'),
  worker: text('流程执行器', 'Worker'),
  commands: text('收到未办结的操作', 'Undecided acts'),
  notifier: text('消息发送', 'Notifications'),
  disk: text('磁盘空间', 'Disk space'),
  clock: text('时钟', 'Clock'),
  backup: text('备份', 'Backup'),
  archive: text('流程历史归档', 'Archive of histories'),
} as const

export type HealthKey = keyof typeof healthParts
const keys = Object.keys(healthParts) as [HealthKey, ...HealthKey[]]

const Words = z.object({ zh: z.string(), en: z.string() })

/** How one part is: what there is to say, and, unless it is well, what to do. */
export const HealthPart = z.object({
  key: z.enum(keys),
  light: z.enum(['GREEN', 'YELLOW', 'RED']),
  says: Words,
  todo: Words.nullable(),
})
export type HealthPart = z.infer<typeof HealthPart>

/** Open flows that were last carried on by the same code and follow the same rules. */
export const FlowVersion = z.object({
  kind: z.string(),
  /** The code's build, shortened; null before the first step. */
  build: z.string().nullable(),
  /** Whether a worker with this build runs now. */
  running: z.boolean(),
  /** The rules that travelled with the cases, by the hash of their text; null where none did. */
  rules: z.string().nullable(),
  /** After how many failures, counted over what, something follows; null where nothing is counted. */
  counting: z.object({ threshold: z.number(), per: z.enum(['CASE', 'UNIT_YEAR']) }).nullable(),
  /** The version of the score sheet that it follows; null where nothing is scored. */
  sheet: z.string().nullable(),
  flows: z.number(),
})
export type FlowVersion = z.infer<typeof FlowVersion>

/** A finished flow's history as it is kept: by the hash of what it says. */
export const KeptHistory = z.object({
  runId: z.string(),
  events: z.number(),
  sha256: z.string(),
  archivedAt: z.string(),
})
export type KeptHistory = z.infer<typeof KeptHistory>

/** What the last run of all open flows through code at hand came to. */
export const LastReplay = z.object({
  at: z.string(),
  flows: z.number(),
  broken: z.array(z.object({ workflowId: z.string(), number: z.string().nullable(), why: z.string() })),
})
export type LastReplay = z.infer<typeof LastReplay>

export const HealthView = z.object({
  checkedAt: z.string(),
  parts: z.array(HealthPart),
  versions: z.array(FlowVersion),
  replay: LastReplay.nullable(),
  /** Whether more flows are open than were looked at. */
  more: z.boolean(),
})
export type HealthView = z.infer<typeof HealthView>
