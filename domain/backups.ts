import { z } from 'zod'

/** What a backup says of itself, in its `manifest.json`. Names of log pieces are PostgreSQL's own. */
export const Manifest = z.object({
  format: z.literal(1),
  startedAt: z.iso.datetime(),
  /** From this instant on the backup can be restored to. */
  finishedAt: z.iso.datetime(),
  startWal: z.string(),
  stopWal: z.string(),
  postgres: z.string(),
  schema: z.string(),
  ledger: z.object({ cases: z.number(), entries: z.number() }),
  evidence: z.object({ files: z.number(), bytes: z.number() }),
  /** Every file of the backup's own folder but this one. */
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

export const MANIFEST = 'manifest.json'
export const SECRETS = 'secrets.json'

/** A backup as whoever is on call chooses among them. */
export const KnownBackup = z.object({
  name: z.string(),
  finishedAt: z.string(),
  cases: z.number(),
  entries: z.number(),
  files: z.number(),
  /** Of the backup itself; photos are shared with others. */
  bytes: z.number(),
  /** Whether passwords and keys are in it; otherwise they must be named when it is restored. */
  hasSecrets: z.boolean(),
})
export type KnownBackup = z.infer<typeof KnownBackup>

/** A folder with backups, the newest first; `damaged` names those whose manifest cannot be read. */
export const BackupPlace = z.object({
  place: z.string(),
  backups: z.array(KnownBackup),
  damaged: z.array(z.string()),
  /** Whether the database's log is kept here, so that instants after a backup can be restored to. */
  keepsLog: z.boolean(),
})
export type BackupPlace = z.infer<typeof BackupPlace>

/** What the check after a restore found; no faults: database and engine agree, nothing is missing. */
export const RestoreFinding = z.object({
  cases: z.number(),
  entries: z.number(),
  files: z.number(),
  /** Open cases, each compared with its execution. */
  open: z.number(),
  undecided: z.number(),
  faults: z.array(z.string()),
})
export type RestoreFinding = z.infer<typeof RestoreFinding>

export const RestoreView = z.object({
  /** Where the installation's data are; null when database or engine are not ours to restore. */
  dataDir: z.string().nullable(),
  places: z.array(BackupPlace),
  /** Up to which instant the log has left this machine; what is later lies on its disk alone. */
  loggedUntil: z.string().nullable(),
  now: z.string(),
  /** The last restore of this installation; `finding` is null for one of an earlier version. */
  last: z
    .object({
      at: z.string(),
      backup: z.string(),
      until: z.string().nullable(),
      reached: z.string().nullable(),
      finding: RestoreFinding.nullable(),
    })
    .nullable(),
})
export type RestoreView = z.infer<typeof RestoreView>

/** What would be gone after a restore to an instant, counted from ledger and commands. */
export const Loss = z.object({
  acts: z.number(),
  people: z.number(),
  cases: z.number(),
  opened: z.number(),
  documents: z.number(),
  complaints: z.number(),
})
export type Loss = z.infer<typeof Loss>
