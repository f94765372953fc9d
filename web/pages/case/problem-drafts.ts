import { z } from 'zod'
import { localTime } from '../../../domain/calendar.ts'
import { problemKindOf, problemKinds, type ProblemKind, usualLimit } from '../../../domain/problem-kinds.ts'
import { escalationReasons } from '../../../domain/processes/problem.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import type { CaseView, TaskView } from './view.ts'

const Content = z.object({
  category: z.enum(Object.keys(problemKinds) as [ProblemKind, ...ProblemKind[]]),
  situation: z.string().optional(),
  place: z.string().catch(''),
  roadSectionId: z.string().optional(),
  description: z.string().catch(''),
  photos: z.array(z.unknown()).catch([]),
})

const ids = (list: string | undefined): string[] => list?.split(',').filter(Boolean) ?? []

/** A dispatch as the kind and the five-guarantee map suggest it. */
export function dispatchDraft(task: TaskView, view: CaseView): FormDraft {
  const content = Content.safeParse(view.content).data
  if (!content) return {}
  const { requirement, basis } = problemKindOf(content.category)
  return {
    leadUnitId: task.context.suggestedUnitId || task.context.leadUnitId || undefined,
    coUnitIds: ids(task.context.coUnitIds).filter((id) => id !== task.context.suggestedUnitId),
    limit: usualLimit(content.category, content.situation),
    requirement,
    basis,
  }
}

/** A first notice as the problem tells it. */
export function firstNoticeDraft(task: TaskView, view: CaseView): FormDraft {
  const content = Content.safeParse(view.content).data
  if (!content) return {}
  const { basis, requirement } = problemKindOf(content.category)
  const why = view.tasks.findLast(({ step }) => step === 'escalate')?.context.failure as
    | keyof typeof escalationReasons
    | undefined
  const facts = [
    `${view.openedAt ? localTime(view.openedAt) : ''}上报${view.title}（问题编号${view.caseId}）`,
    content.description,
    why ? `派${view.unit.name}办理后${escalationReasons[why]?.zh ?? why}` : '',
    task.context.reason ?? '',
  ]
  return {
    title: view.title.slice(0, 80),
    unitId: task.context.unitId || view.unit.id,
    place: content.place,
    roadSectionId: content.roadSectionId,
    facts: `${facts.filter(Boolean).join('；')}。`,
    photos: content.photos,
    requirement: task.context.requirement || requirement,
    legalBasis: basis,
    urgency: 'NORMAL',
    limit: { unit: 'WD', value: 5 },
  }
}
