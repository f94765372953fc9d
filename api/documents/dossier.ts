import type { Selectable } from 'kysely'
import { readCase, readLedger, readTasks, type TaskRow } from '../../db/case-reads.ts'
import type { Db } from '../../db/connect.ts'
import { type DocumentPhoto, readDocumentPhotos, readSigners, readUnitNames } from '../../db/document-reads.ts'
import type { Reach } from '../../db/reach.ts'
import type { LedgerTable } from '../../db/schema.ts'
import {
  type CaseDocument,
  type DocumentEntry,
  documentsOf,
  type DocumentTask,
  standingEntries,
} from '../../domain/document-list.ts'
import { type Actor, OFFICE_UNIT, type Role, roles } from '../../domain/people.ts'

/** A case as its documents read it: what was submitted, by whom, when. Sealed steps are left out. */
export type Dossier = {
  caseId: string
  kind: string
  /** What it is about, as it reads now. */
  content: unknown
  number: string | null
  title: string
  unitId: string
  headName: string | null
  problemNo: string | null
  /** The issuing organs: the campaign's office, and the headquarters whose office it is. */
  office: string
  headquarters: string
  tasks: Task[]
  entries: DocumentEntry[]
  photos: Map<string, DocumentPhoto>
  documents: CaseDocument[]
  unitName: (id: string) => string
  /** Name and post, by id or as an act was signed. */
  person: (who: string | Actor | null | undefined) => string
}

export type Task = DocumentTask & {
  dueAt: string
  objectUntil: string | null
  context: Record<string, string>
  closedBy: Actor | null
}

/** Reads a case for its documents, or null when it is out of reach. */
export async function readDossier(db: Db, caseId: string, reach: Reach): Promise<Dossier | null> {
  const found = await readCase(db, caseId, reach)
  if (!found) return null
  const [rows, ledger, photos, units] = await Promise.all([
    readTasks(db, caseId),
    readLedger(db, caseId),
    readDocumentPhotos(db, caseId),
    readUnitNames(db),
  ])
  const tasks = rows.filter(({ sealed }) => !sealed).map(taskOf)
  const entries = ledger.map(entryOf)
  const named = [...tasks.map(({ outcome }) => outcome), found.content]
  const people = await readSigners(db, [...new Set(named.flatMap(namedIn))])
  const office = units.get(OFFICE_UNIT) ?? ''
  const unitName = (id: string) => units.get(id) ?? id
  return {
    caseId,
    kind: found.kind,
    content: found.content,
    number: found.number,
    title: found.title,
    unitId: found.unit_id,
    headName: found.head_name,
    problemNo: found.problem_no,
    office,
    headquarters: office.replace(/办公室$/, ''),
    tasks,
    entries: standingEntries(entries),
    photos,
    documents: documentsOf(found, tasks, entries),
    unitName,
    person(who) {
      if (who === null || who === undefined) return ''
      const signer = typeof who === 'string' ? people.get(who) : who
      if (signer) return signatureOf(signer, unitName)
      return typeof who === 'string' ? who : who.name
    },
  }
}

/** Name and post; of a substitute both names, with the post of the absent person in whose place they signed. */
function signatureOf(
  signer: Pick<Actor, 'name' | 'roles' | 'unitId' | 'onBehalfOf'>,
  unitName: (id: string) => string,
) {
  const post = postOf(signer, unitName)
  if (!signer.onBehalfOf) return `${signer.name}${post}`
  return `${signer.name}（代${signer.onBehalfOf.name}${post && `，${post.slice(1, -1)}`}）`
}

const posts: readonly Role[] = [
  'COMMANDER',
  'DEPUTY_COMMANDER',
  'OFFICE_DIRECTOR',
  'OFFICE_INSPECTOR',
  'OFFICE_DISPATCHER',
  'LEGAL_REVIEWER',
]

function postOf({ roles: held, unitId }: { roles: Role[]; unitId: string }, unitName: (id: string) => string): string {
  if (held.includes('UNIT_HEAD')) return `（${unitName(unitId)}主要负责人）`
  if (held.includes('UNIT_LIAISON')) return `（${unitName(unitId)}联络员）`
  const post = posts.find((role) => held.includes(role))
  return post === undefined ? '' : `（${roles[post].zh}）`
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const taskOf = (row: TaskRow): Task => ({
  taskId: row.id,
  step: row.step,
  round: row.round,
  state: row.state,
  openedAt: row.opened_at.toISOString(),
  closedAt: iso(row.closed_at),
  outcome: row.outcome,
  dueAt: row.due_at.toISOString(),
  objectUntil: iso(row.object_until),
  context: row.context,
  closedBy: row.closed_by,
})

const entryOf = (row: Selectable<LedgerTable>): DocumentEntry => ({
  seq: row.seq,
  kind: row.kind,
  at: row.at.toISOString(),
  type: row.type,
  data: row.data,
})

const personFields = ['attendeeId', 'leaderIds', 'coInspectorId', 'secondLeaderId', 'leavingId', 'successorId']

const namedIn = (form: unknown): string[] =>
  form !== null && typeof form === 'object'
    ? personFields
        .flatMap((field) => (form as Record<string, unknown>)[field])
        .filter((id): id is string => typeof id === 'string')
    : []
