import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '../../db/connect.ts'
import { type Correction, freshFacts, type StepFacts } from '../../domain/corrections.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import type { Role } from '../../domain/people.ts'

/** Rows as the rest of the product would have written them. */

export async function aUnit(db: Db, id: string, { name = `县${id}局`, subject = true } = {}): Promise<void> {
  await db.insertInto('unit').values({ id, name, short_name: id, kind: 'DEPARTMENT', subject }).execute()
}

/** A photo in the store, uploaded by somebody. */
export async function aPhoto(db: Db, uploadedBy: string, unitId: string): Promise<{ id: string; sha256: string }> {
  const photo = { id: randomUUID(), sha256: randomBytes(32).toString('hex') }
  await db
    .insertInto('evidence')
    .values({
      ...photo,
      bytes: 1,
      mime: 'image/jpeg',
      width: 1,
      height: 1,
      original_name: 'a.jpg',
      original_key: 'a',
      served_key: 'b',
      served_bytes: 1,
      uploaded_by: uploadedBy,
      unit_id: unitId,
    })
    .execute()
  return photo
}

export const aNotice = (
  unitId: string,
  photos: { id: string; sha256: string }[],
  change: Partial<NoticeContent> = {},
): NoticeContent => ({
  title: '农贸市场后巷垃圾清运不及时',
  unitId,
  place: '农贸市场后巷',
  facts: '后巷堆放生活垃圾约三立方米，散发异味。',
  photos,
  requirement: '全部清运干净，落实专人保洁。',
  legalBasis: '国家卫生城市标准',
  urgency: 'NORMAL',
  limit: { unit: 'WD', value: 5 },
  ...change,
})

let cases = 0

type Task = {
  step: string
  form: string
  roles: Role[]
  unitId: string | null
  personId: string | null
  dueAt: Date
  excluded: string[]
  excludedUnits: string[]
  inPerson: boolean
  notStandingIn: string[]
  corrections: Correction[]
  facts: Partial<StepFacts>
  objectUntil: Date | null
  sealed: boolean
}

/** A case with one open task, as the engine would have recorded it. */
export async function aCase(db: Db, unitId: string, task: Partial<Task> = {}) {
  cases += 1
  const caseId = `DB-2026-${String(9000 + cases)}`
  await db
    .insertInto('cases')
    .values({
      id: caseId,
      kind: 'rectification',
      title: `后巷垃圾${cases}`,
      unit_id: unitId,
      place: '后巷',
      content: '{}',
      stage: 'IN_PROGRESS',
      number: `云创督办〔2026〕${cases}号`,
      engine_no: 3,
      opened_at: new Date(),
    })
    .execute()
  return { caseId, taskId: await aTask(db, caseId, unitId, task) }
}

/** One more open task of a case. Returns its id. */
export async function aTask(db: Db, caseId: string, unitId: string, task: Partial<Task> = {}, no = 1): Promise<string> {
  const taskId = `${caseId}-${no}`
  const due = task.dueAt ?? new Date(Date.now() + 5 * 86_400_000)
  const sum = {
    start: new Date().toISOString(),
    limit: { unit: 'WD', value: 5 },
    due: due.toISOString(),
    dueDate: due.toISOString().slice(0, 10),
    provisional: false,
    unpublishedYears: [],
    counted: [],
    skipped: [],
    madeUp: [],
  }
  await db
    .insertInto('task')
    .values({
      id: taskId,
      case_id: caseId,
      step: task.step ?? 'rectify',
      round: 1,
      form: task.form ?? 'receipt.v1',
      title: JSON.stringify({ zh: '整改并书面反馈', en: 'Rectify and report' }),
      roles: task.roles ?? ['UNIT_HEAD', 'UNIT_LIAISON'],
      unit_id: task.unitId === undefined ? unitId : task.unitId,
      person_id: task.personId ?? null,
      excluded: task.excluded ?? [],
      excluded_units: task.excludedUnits ?? [],
      in_person: task.inPerson ?? false,
      not_standing_in: task.notStandingIn ?? [],
      causes: JSON.stringify({ zh: '', en: '' }),
      otherwise: JSON.stringify({ zh: '认定逾期', en: 'It counts as overdue' }),
      context: '{}',
      corrections: task.corrections ?? [],
      facts: JSON.stringify({ ...freshFacts(), ...task.facts }),
      object_until: task.objectUntil ?? null,
      sealed: task.sealed ?? false,
      opened_at: new Date(),
      start_at: new Date(),
      limit_unit: 'WD',
      limit_value: 5,
      due_at: due,
      yellow_at: due,
      provisional: false,
      due_sum: JSON.stringify(sum),
    })
    .execute()
  return taskId
}
