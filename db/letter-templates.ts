import { type Kysely, sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { LetterTemplate } from '../domain/letter-forms.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Schema } from './schema.ts'

type Reader = Kysely<Schema>

export type TemplateVersion = {
  id: string
  version: number
  content: LetterTemplate
  savedBy: string
  savedAt: Date
  /** Its legal review, once it was sent there; the outcome is null while it is under way. */
  review: { caseId: string; outcome: 'RELEASED' | 'RETURNED' | null } | null
}

type VersionRow = {
  id: string
  version: number
  content: LetterTemplate
  name: string
  saved_at: Date
  review_id: string | null
  outcome: 'RELEASED' | 'RETURNED' | null
}

const versionOf = ({ id, version, content, name, saved_at, review_id, outcome }: VersionRow): TemplateVersion => ({
  id,
  version,
  content,
  savedBy: name,
  savedAt: saved_at,
  review: review_id === null ? null : { caseId: review_id, outcome },
})

/** The review of `template`, of which there is one at most. */
const review = sql`left join cases as review on review.kind = 'templateReview'
  and review.content ->> 'templateId' = template.id::text and review.content ->> 'version' = template.version::text`

/** The newest version of every template of a year, the last saved first. */
export async function listTemplates(db: Reader, year: number): Promise<TemplateVersion[]> {
  const { rows } = await sql<VersionRow>`
    select * from (
      select distinct on (template.id) template.id, version, template.content, person.name, saved_at, template.year,
        review.id as review_id, review.outcome
      from letter_template as template join person on person.id = saved_by ${review}
      order by template.id, version desc
    ) as newest where year = ${year} order by saved_at desc`.execute(db)
  return rows.map(versionOf)
}

/** Every version of a template, the newest first. */
export async function templateVersions(db: Reader, id: string): Promise<TemplateVersion[]> {
  const { rows } = await sql<VersionRow>`
    select template.id, version, template.content, person.name, saved_at, review.id as review_id, review.outcome
    from letter_template as template join person on person.id = saved_by ${review}
    where template.id = ${id} order by version desc`.execute(db)
  return rows.map(versionOf)
}

/** Keeps a template's next version after `basedOn` (0 for a new one). False when somebody has kept that version already. */
export async function saveTemplate(
  db: Reader,
  { id, basedOn, content, by }: { id: string; basedOn: number; content: LetterTemplate; by: string },
): Promise<boolean> {
  try {
    await sql`
      insert into letter_template (id, version, year, content, saved_by)
      values (${id}, ${basedOn + 1}, ${content.year}, ${JSON.stringify(content)}, ${by})`.execute(db)
    return true
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'letter_template_pkey') return false
    throw error
  }
}

export type Batch = { id: string; templateId: string; version: number; year: number; by: string }

/** Keeps a batch of letters; said again, it changes nothing. */
export async function saveBatch(db: Reader, { id, templateId, version, year, by }: Batch): Promise<void> {
  await sql`
    insert into letter_batch (id, template_id, template_version, year, launched_by)
    values (${id}, ${templateId}, ${version}, ${year}, ${by}) on conflict (id) do nothing`.execute(db)
}

/** Keeps what became of a unit of a batch: its launch or its refusal. What was said first stands. */
export async function saveBatchUnit(
  db: Reader,
  unit: { batchId: string; unitId: string; commandId: string | null; refusal: Refusal | null },
): Promise<void> {
  await sql`
    insert into letter_batch_unit (batch_id, unit_id, command_id, refusal)
    values (${unit.batchId}, ${unit.unitId}, ${unit.commandId}, ${unit.refusal === null ? null : JSON.stringify(unit.refusal)}::jsonb)
    on conflict (batch_id, unit_id) do nothing`.execute(db)
}

export type BatchUnit = {
  unitId: string
  unitName: string
  caseId: string | null
  /** RECEIVED: kept, and on its way to the engine. */
  state: 'RECEIVED' | 'APPLIED' | 'SKIPPED'
  refusal: Refusal | null
}

/** What became of every unit of a batch, by unit; nothing for a batch that is not known. */
export async function readBatch(db: Reader, id: string): Promise<BatchUnit[]> {
  const { rows } = await sql<{
    unit_id: string
    name: string
    case_id: string | null
    decision: 'APPLIED' | 'REFUSED' | null
    refusal: Refusal | null
  }>`
    select batch.unit_id, unit.name, command.case_id, command.decision, coalesce(batch.refusal, command.refusal) as refusal
    from letter_batch_unit as batch join unit on unit.id = batch.unit_id
      left join command on command.id = batch.command_id
    where batch.batch_id = ${id} order by unit.kind desc, unit.id`.execute(db)
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitName: row.name,
    caseId: row.case_id,
    state: row.refusal ? 'SKIPPED' : row.decision === 'APPLIED' ? 'APPLIED' : 'RECEIVED',
    refusal: row.refusal,
  }))
}

/** The letters of a unit and year that are not void, and how many were made void. */
export async function lettersOf(
  db: Reader,
  unitId: string,
  year: number,
): Promise<{ caseId: string | null; void: number }> {
  const { rows } = await sql<{ id: string; outcome: string | null }>`
    select id, outcome from cases
    where kind = 'letter' and unit_id = ${unitId} and (content ->> 'year')::int = ${year}`.execute(db)
  return {
    caseId: rows.find(({ outcome }) => outcome !== 'VOID')?.id ?? null,
    void: rows.filter(({ outcome }) => outcome === 'VOID').length,
  }
}
