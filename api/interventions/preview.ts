import { readCalendar } from '../../db/calendar.ts'
import { casesOfTargets, type TargetFacts, tasksOfTargets } from '../../db/intervention-reads.ts'
import { findActors } from '../../db/people.ts'
import { type Calendar, localTime } from '../../domain/calendar.ts'
import { correctionOf } from '../../domain/corrections.ts'
import { fieldErrors } from '../../domain/fields.ts'
import { type InterventionForm, interventionForms } from '../../domain/intervention-forms.ts'
import type { InterventionPreview, PreviewIntervention, PreviewItem } from '../../domain/intervention-views.ts'
import { ALONE_UP_TO, interventionOf, needsSecond } from '../../domain/interventions.ts'
import { correctedSum } from '../../domain/late.ts'
import { type Actor, whyNotAssignee } from '../../domain/people.ts'
import { SEALED } from '../../domain/sealed.ts'
import { type Text, text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { refuse, refusalOf } from '../errors.ts'
import { assigneeOf, correctableOf } from '../task-view.ts'
import { enginePreview } from './engine-preview.ts'

export type Previewed = InterventionPreview & { shortens: boolean }

/** What an intervention would do to each case, and whether it needs a second administrator. Throws INVALID_FORM. */
export async function previewOf(app: App, asked: PreviewIntervention, actor: Actor): Promise<Previewed> {
  const form = parsedForm(asked)
  const items =
    interventionOf(asked.act).of === 'TASK'
      ? await onTasks(app, asked, form, actor)
      : await onCases(app, { ...asked, form })
  const shortens = items.some((item) => item.shortens)
  const two = needsSecond({ act: asked.act, cases: asked.targets.length, shortens })
  return {
    items: items.map(({ shortens: _shortens, ...item }) => item),
    possible: items.filter(({ whyNot }) => whyNot === null).length,
    needsSecond: two,
    why: two ? whySecond(asked, shortens) : null,
    shortens,
  }
}

/** The form of an act, parsed. Throws INVALID_FORM. */
export function parsedForm({ act, form }: Pick<PreviewIntervention, 'act' | 'form'>): unknown {
  const parsed = interventionForms[act].safeParse(form ?? {})
  if (!parsed.success) throw refuse('INVALID_FORM', {}, fieldErrors(parsed.error))
  return parsed.data
}

function whySecond({ act }: PreviewIntervention, shortens: boolean): Text {
  if (interventionOf(act).dangerous) return text('此处置影响已办的事', 'this act can undo what people have done')
  return shortens
    ? text('有期限比已告知的提前', 'a due date becomes earlier than announced')
    : text(`涉及超过${ALONE_UP_TO}件`, `more than ${ALONE_UP_TO} cases`)
}

type Item = PreviewItem & { shortens: boolean }

async function onTasks(app: App, { act, targets }: PreviewIntervention, form: unknown, actor: Actor): Promise<Item[]> {
  const rows = new Map(
    (
      await tasksOfTargets(
        app.db,
        targets.flatMap(({ taskId }) => taskId ?? []),
      )
    ).map((row) => [row.id, row]),
  )
  const calendar = act === 'correctDeadline' ? await readCalendar(app.db) : null
  const heir = act === 'reassign' ? (form as InterventionForm<'reassign'>).userId : null
  const people = heir === null ? {} : await findActors(app.db, [heir])
  const now = new Date().toISOString()
  return targets.map(({ caseId, taskId }) => {
    const task = rows.get(taskId ?? '')
    const shown = {
      caseId,
      taskId,
      number: task?.number ?? null,
      unitName: task?.unit_name ?? null,
      step: task ? (task.sealed ? SEALED : task.title) : null,
      shortens: false,
      taken: [],
    }
    if (task?.case_id !== caseId || task.state !== 'OPEN')
      return { ...shown, before: gone, after: null, whyNot: refusalOf('TASK_UNKNOWN').text }
    const before = standing(task.due_at, task.person_name)
    const why = correctionOf(act as 'remind' | 'reassign' | 'correctDeadline').whyNot(
      correctableOf(task, task.case_unit_id),
      actor,
      now,
    )
    if (why) return { ...shown, before, after: null, whyNot: refusalOf(why).text }
    if (heir !== null) {
      const person = people[heir]
      if (!person || whyNotAssignee(person, { ...assigneeOf(task), userId: undefined }))
        return { ...shown, before, after: null, whyNot: refusalOf('PERSON_UNFIT', { name: person?.name ?? heir }).text }
      return { ...shown, before, after: standing(task.due_at, person.name), whyNot: null }
    }
    if (calendar) return { ...shown, before, ...corrected(calendar, task, form as InterventionForm<'correctDeadline'>) }
    return { ...shown, before, after: text('提醒承办人，期限不变', 'reminded; the due date stays'), whyNot: null }
  })
}

function corrected(
  calendar: Calendar,
  task: TargetFacts,
  { way, workingDays, limit }: InterventionForm<'correctDeadline'>,
): Pick<Item, 'after' | 'whyNot' | 'shortens'> {
  const change = way === 'ADD' ? { days: workingDays } : { limit }
  const sum = correctedSum(calendar, task.due_sum, task.start_at.getTime(), { ...change, by: '' })
  const shortens = Date.parse(sum.due) < task.due_at.getTime()
  const after = standing(new Date(sum.due), task.person_name)
  return {
    after: shortens ? text(`${after.zh}（提前）`, `${after.en} (earlier)`) : after,
    whyNot: null,
    shortens,
  }
}

async function onCases(app: App, asked: PreviewIntervention): Promise<Item[]> {
  const caseIds = [...new Set(asked.targets.map(({ caseId }) => caseId))]
  const rows = new Map((await casesOfTargets(app.db, caseIds)).map((row) => [row.id, row]))
  const engine = await enginePreview(app, asked, new Map([...rows].map(([id, row]) => [id, Number(row.undecided)])))
  return caseIds.map((caseId) => ({
    caseId,
    taskId: null,
    number: rows.get(caseId)?.number ?? null,
    unitName: rows.get(caseId)?.unit_name ?? null,
    step: null,
    shortens: false,
    taken: [],
    ...(engine.get(caseId) ?? { before: gone, after: null, whyNot: refusalOf('NOT_FOUND').text }),
  }))
}

const gone = text('没有', 'none')

function standing(dueAt: Date, name: string | null): Text {
  const due = localTime(dueAt.toISOString())
  return text(`${due} 到期，${name ?? '未指定专人'}`, `due ${due}, ${name ?? 'nobody named'}`)
}
