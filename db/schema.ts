import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { AdministrationAct, AdministrationDetail } from '../domain/administration.ts'
import type { DueSum } from '../domain/calendar.ts'
import type { Correction, StepFacts } from '../domain/corrections.ts'
import type { InterventionAct, InterventionState, ItemState } from '../domain/interventions.ts'
import type { Beginning, StoredEntry } from '../domain/journal.ts'
import type { NotificationPreference } from '../domain/notification-preferences.ts'
import type { Channel, NotificationKind } from '../domain/notifications.ts'
import type { PatrolPlan } from '../domain/patrol-forms.ts'
import type { Actor, Role } from '../domain/people.ts'
import type { RectificationRules } from '../domain/processes/rectification.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { StuckCause } from '../domain/stuck-causes.ts'
import type { Language, Text } from '../domain/text.ts'

/** The tables, as the queries see them. Times come back as Date, dates as YYYY-MM-DD, bigint as number. */

type Time = ColumnType<Date, Date | string, Date | string>
type Json<T> = ColumnType<T, string, string>
type JsonObject<T extends object> = JSONColumnType<T>

export type UnitTable = {
  id: string
  name: string
  short_name: string
  kind: 'OFFICE' | 'DEPARTMENT' | 'TOWN'
  duty: Generated<string>
  group_id: string | null
  head_name: string | null
  subject: Generated<boolean>
  /** The unit that took it over. */
  merged_into: string | null
}

export type PersonTable = {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  username: string | null
  display_username: string | null
  roles: Json<Role[]>
  unit_id: string
  active: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

/** Days of the county, both included; `ended_at` when it was called off or ended early. */
export type LeaveTable = {
  id: string
  person_id: string
  substitute_id: string
  from_date: string
  to_date: string
  reason: string
  entered_by: string
  entered_at: Generated<Date>
  ended_at: Time | null
  ended_by: string | null
}
export type AdministrationLogTable = {
  id: Generated<number>
  at: Generated<Date>
  by_id: string
  by_name: string
  act: AdministrationAct
  person_id: string | null
  unit_id: string | null
  detail: JsonObject<AdministrationDetail>
}

export type LeaderTable = { id: string; name: string; post: string; body: string }
export type FunctionalGroupTable = {
  id: string
  name: string
  lead_unit_id: string | null
  duty: string
  origin: string
}
export type RoadSectionTable = {
  id: string
  name: string
  length_m: number
  shops: number
  town_id: string | null
  community: string | null
  leader_id: string | null
  unit_id: string | null
}
export type FacilityTable = {
  id: string
  name: string
  type: string
  quantity: string
  unit_id: string | null
  plan_start: string | null
  plan_end: string | null
  actual_end: string | null
  budget_fen: number
  government_fen: number
  unit_fen: number
  society_fen: number
  progress: number
  status: string
  note: Generated<string>
}
export type ProblemTable = {
  no: string
  category: string
  category_code: string
  road_section_id: string | null
  description: string
  unit_id: string | null
  source: string
  reported_at: Time
  limit_code: string
  due_at: Time | null
  status: string
  closed_at: Time | null
  overdue: Generated<boolean>
  note: Generated<string>
}

export type CalendarYearTable = { year: number; source: string; published_at: Generated<Date> }
export type CalendarDayTable = { date: string; year: number; kind: 'holiday' | 'workday'; name: string }
export type CalendarVersionTable = { version: number }
export type SettingTable = { key: string; value: Json<unknown>; source: Generated<string> }

export type CaseTable = {
  id: string
  kind: string
  number: string | null
  title: string
  unit_id: string
  place: Generated<string>
  road_section_id: string | null
  problem_no: string | null
  drafter_id: string | null
  /** The case that gave rise to it, and for what reason. */
  parent_id: string | null
  spawn_key: string | null
  content: Json<unknown>
  /** The rules that travel with it; null for a case that was not launched by the API. */
  rules: ColumnType<RectificationRules | null, string | null | undefined, string | null>
  stage: Generated<string>
  round: Generated<number>
  outcome: string | null
  failed_rounds: Generated<number>
  opened_at: Time | null
  closed_at: Time | null
  updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  head_seq: Generated<number>
  head_hash: Generated<string>
  engine_no: Generated<number>
}

export type CommandTable = {
  id: string
  case_id: string
  task_id: string | null
  act: string
  body: Json<unknown>
  body_hash: string
  actor: JsonObject<Actor>
  actor_id: string
  received_at: ColumnType<Date, Date | string | undefined, never>
  business_at: Time
  decided_at: Time | null
  decision: 'APPLIED' | 'REFUSED' | null
  refusal: Json<Refusal> | null
  event_no: number | null
  tries: Generated<number>
  tried_at: Time | null
  last_error: string | null
  traceparent: string | null
}

export type TaskTable = {
  id: string
  case_id: string
  step: string
  round: number
  title: JsonObject<Text>
  form: string
  roles: Role[]
  unit_id: string | null
  person_id: string | null
  excluded: Generated<string[]>
  excluded_units: Generated<string[]>
  /** No substitute may do it; these people may not do it on somebody else's behalf. */
  in_person: Generated<boolean>
  not_standing_in: Generated<string[]>
  causes: JsonObject<Text>
  otherwise: JsonObject<Text>
  context: JsonObject<Record<string, string>>
  corrections: Generated<Correction[]>
  facts: ColumnType<StepFacts, string | undefined, string>
  object_until: Time | null
  /** Seen only by those whom it is for. */
  sealed: Generated<boolean>
  state: Generated<'OPEN' | 'DONE' | 'OVERDUE' | 'CANCELLED'>
  light: Generated<'GREEN' | 'YELLOW' | 'RED'>
  opened_at: Time
  start_at: Time
  limit_unit: string
  limit_value: number
  due_at: Time
  yellow_at: Time
  provisional: boolean
  due_sum: JsonObject<DueSum>
  closed_at: Time | null
  closed_by: JsonObject<Actor> | null
  outcome: Json<unknown> | null
}

export type DocumentNumberTable = {
  doc_type: string
  year: number
  seq: number
  case_id: string
  issued_at: Time
  occasion: Generated<string>
}
export type DocumentCounterTable = { doc_type: string; year: number; last_seq: number }

export type LedgerTable = {
  id: Generated<number>
  case_id: string
  seq: number
  kind: 'EVENT' | 'REFUSAL' | 'VOID' | 'NOTE'
  engine_no: number | null
  at: Time
  recorded_at: Generated<Date>
  actor: JsonObject<Actor> | null
  command_id: string | null
  type: string
  data: Json<unknown>
  canonical: string
  prev_hash: string
  hash: string
}

export type EvidenceTable = {
  id: string
  sha256: string
  bytes: number
  mime: string
  width: number
  height: number
  original_name: string
  original_key: string
  served_key: string
  served_bytes: number
  /** Null for what came in by the public page. */
  uploaded_by: string | null
  unit_id: string | null
  uploaded_at: Generated<Date>
}
export type CaseEvidenceTable = { case_id: string; evidence_id: string }
export type SealedReadTable = { id: Generated<number>; case_id: string; person_id: string; at: Generated<Date> }
export type DraftTable = {
  person_id: string
  key: string
  body: Json<unknown>
  updated_at: ColumnType<Date, Date | undefined, Date>
}
export type HeartbeatTable = { part: string; at: Time }
export type OutageTable = { id: Generated<number>; part: string; from_at: Time; to_at: Time }

export type AuthSessionTable = {
  id: string
  person_id: string
  token: string
  expires_at: Time
  ip_address: string | null
  user_agent: string | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}
export type AuthAccountTable = {
  id: string
  person_id: string
  account_id: string
  provider_id: string
  password: string | null
  created_at: Generated<Date>
  updated_at: ColumnType<Date, Date | undefined, Date>
}
export type SignInAttemptTable = { key: string; points: number; expire: number | null }

export type NotificationTable = {
  id: Generated<number>
  case_id: string
  round: number
  kind: NotificationKind
  task_id: Generated<string>
  occasion: Generated<string>
  person_id: string
  title: JsonObject<Text>
  body: JsonObject<Text>
  sealed: Generated<boolean>
  at: Time
  read_at: Time | null
}
export type DeliveryTable = {
  id: Generated<number>
  notification_id: number
  channel: Channel
  state: Generated<'WAITING' | 'SENT' | 'MOOT' | 'GIVEN_UP'>
  tries: Generated<number>
  next_try_at: Time
  failing_since: Time | null
  last_error: string | null
  sent_at: Time | null
}
export type NotificationPreferenceTable = {
  person_id: string
  email: string
  email_mode: NotificationPreference['emailMode']
  quiet_from: string
  quiet_to: string
  days_off: NotificationPreference['daysOff']
  language: Language
  updated_at: ColumnType<Date, Date | undefined, Date>
}
export type NotifierPositionTable = { name: string; ledger_id: number }

export type OperationTable = {
  id: Generated<number>
  kind: 'BACKUP' | 'RESTORE' | 'ARCHIVE' | 'REPLAY'
  at: Generated<Date>
  detail: ColumnType<Record<string, unknown>, string | undefined, never>
}
export type HistoryArchiveTable = {
  workflow_id: string
  run_id: string
  workflow_type: string
  closed_at: Time
  events: number
  bytes: number
  sha256: string
  key: string
  /** Whether a next run of the same case goes on from it. */
  continued: Generated<boolean>
  archived_at: Generated<Date>
}

export type ComplaintTable = { case_id: string; receipt_sha256: string; registered_by: string | null }
export type ComplainantTable = { case_id: string; key_id: string; sealed: Buffer }
export type ComplainantOpeningTable = {
  id: Generated<number>
  case_id: string
  person_id: string
  reason: string
  at: Generated<Date>
}
export type PublicUploadTable = { evidence_id: string; draft_id: string; uploaded_at: Generated<Date> }

/** `paused` is why it does not run at present. */
export type PatrolPlanTable = {
  id: Generated<string>
  plan: JsonObject<PatrolPlan>
  paused: string | null
  ended_at: Time | null
  created_by: string
  updated_at: ColumnType<Date, Date | undefined, Date>
  timed_since: ColumnType<Date, undefined, Date>
}
/** `from_date` and `to_date` are days, both included. */
export type ScheduleExclusionTable = {
  id: Generated<string>
  schedule_id: string
  from_date: string
  to_date: string
  reason: string
  by_id: string
  at: Generated<Date>
  ended_at: Time | null
}

/** `detail` is `FoundDetail` of db/stuck-findings.ts. */
export type StuckFindingTable = {
  id: Generated<number>
  cause: StuckCause
  subject: string
  case_id: string | null
  task_id: string | null
  since: Time
  found_at: Generated<Date>
  seen_at: Generated<Date>
  cured_at: Time | null
  detail: JsonObject<object>
}
export type StuckLookTable = {
  the_only: Generated<boolean>
  asked_at: Generated<Date>
  looked_at: Time | null
  took_ms: number | null
  open_cases: Generated<number>
  described: Generated<number>
  compared: Generated<number>
}
export type TaskFailureTable = {
  run_id: string
  workflow_id: string | null
  failures: Generated<number>
  first_failed_at: Generated<Date>
  failed_at: Generated<Date>
  error: string
}
export type ActivityFailureTable = {
  workflow_id: string
  activity: string
  attempt: number
  first_failed_at: Generated<Date>
  failed_at: Generated<Date>
  next_at: Time | null
  error: string
}

/** What an administrator asked for, of one case or of many; its workflow has the id `intervention-` and this one. */
export type InterventionTable = {
  id: string
  act: InterventionAct
  form: Json<unknown>
  reason: string
  by_id: string
  by_name: string
  at: Generated<Date>
  expires_at: Time | null
  second_id: string | null
  second_name: string | null
  second_at: Time | null
  state: InterventionState
  note: string | null
  ended_at: Time | null
}
/** One case of it. `before` and `after` are facts in words; `said` is why it was refused or failed. */
export type InterventionItemTable = {
  intervention_id: string
  no: number
  case_id: string
  task_id: string | null
  state: Generated<ItemState>
  tries: Generated<number>
  command_id: string | null
  run_id: string | null
  before: JsonObject<Text> | null
  after: JsonObject<Text> | null
  said: JsonObject<Text> | null
  done_at: Time | null
}

export type CaseJournalTable = {
  id: Generated<number>
  case_id: string
  /** How many entries come before this part. */
  from_no: number
  entries: Json<StoredEntry[]>
  engine_no: number
  beginning: ColumnType<Beginning | null, string | null, never>
  recorded_at: Generated<Date>
}

export type Schema = {
  intervention: InterventionTable
  intervention_item: InterventionItemTable
  stuck_finding: StuckFindingTable
  stuck_look: StuckLookTable
  activity_failure: ActivityFailureTable
  task_failure: TaskFailureTable
  schedule_exclusion: ScheduleExclusionTable
  patrol_plan: PatrolPlanTable
  complaint: ComplaintTable
  complainant: ComplainantTable
  complainant_opening: ComplainantOpeningTable
  public_upload: PublicUploadTable
  unit: UnitTable
  person: PersonTable
  leave: LeaveTable
  administration_log: AdministrationLogTable
  leader: LeaderTable
  functional_group: FunctionalGroupTable
  road_section: RoadSectionTable
  facility: FacilityTable
  problem: ProblemTable
  calendar_year: CalendarYearTable
  calendar_day: CalendarDayTable
  calendar_version: CalendarVersionTable
  setting: SettingTable
  cases: CaseTable
  command: CommandTable
  task: TaskTable
  document_number: DocumentNumberTable
  document_counter: DocumentCounterTable
  ledger: LedgerTable
  evidence: EvidenceTable
  case_evidence: CaseEvidenceTable
  sealed_read: SealedReadTable
  case_journal: CaseJournalTable
  draft: DraftTable
  heartbeat: HeartbeatTable
  outage: OutageTable
  auth_session: AuthSessionTable
  auth_account: AuthAccountTable
  sign_in_attempt: SignInAttemptTable
  notification: NotificationTable
  delivery: DeliveryTable
  notification_preference: NotificationPreferenceTable
  notifier_position: NotifierPositionTable
  operation: OperationTable
  history_archive: HistoryArchiveTable
}
