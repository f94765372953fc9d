import { z } from 'zod'
import type { FormDraft } from '../../components/form/schema.ts'
import { emptyRows } from '../../components/form/sheet-rows.ts'
import { dispatchDraft, firstNoticeDraft } from './problem-drafts.ts'
import { talkOf } from './talk-notice.ts'
import { timelineOf } from './timeline.ts'
import type { CaseView, TaskView } from './view.ts'

const Proposal = z.object({ secondLeaderId: z.string() })
const Scored = z.looseObject({ items: z.array(z.looseObject({ code: z.string() })) })
const Approved = z.object({ at: z.string(), place: z.string() })

const answerOf = <S extends z.ZodType>(view: CaseView, step: string, schema: S): z.output<S> | undefined =>
  schema.safeParse(view.tasks.findLast((task) => task.step === step && task.state === 'DONE')?.outcome).data

/**
 * What a form begins with when nothing was saved: what the case already knows is not asked for again. All of it
 * can be changed by whoever writes the form.
 */
export function initialDraft(task: TaskView, view: CaseView): FormDraft {
  const content = z.record(z.string(), z.unknown()).safeParse(view.content).data ?? {}
  switch (task.form) {
    case 'notice.v1':
      return view.kind === 'problem' ? firstNoticeDraft(task, view) : content
    case 'problemCheck.v1':
      return { severity: 'NORMAL', mergeInto: task.context.near?.split(',')[0] || undefined }
    case 'patrolReport.v1':
      return { points: (task.context.places ?? '').split('\n').map((place) => ({ place, result: 'CLEAR' })) }
    case 'selfReview.v1':
    case 'sheetScoring.v1':
      // Sent back, it is gone over again and not begun anew.
      return answerOf(view, task.step, Scored) ?? { items: emptyRows(task.context.items ?? '') }
    case 'scoreRuling.v1':
      return { items: (task.context.items ?? '').split(',').map((item) => ({ item })) }
    case 'problemDispatch.v1':
      return dispatchDraft(task, view)
    case 'assessmentPlan.v1':
    case 'referral.v1':
      return content
    case 'nextRound.v1':
      return { requirement: content.requirement, legalBasis: content.legalBasis, limit: { unit: 'WD', value: 3 } }
    case 'objectionRuling.v1':
      return task.context.suggestedUnitId ? { unitId: task.context.suggestedUnitId } : {}
    case 'talkProposal.v1':
      return { facts: timelineOf(view), basis: view.counting?.source }
    case 'talkApproval.v1': {
      const known = answerOf(view, 'approveTalk', Approved)
      return known ? { place: known.place } : {}
    }
    case 'reschedulingRuling.v1':
      return { at: task.context.at, place: talkOf(view)?.place }
    case 'talkRescheduling.v1':
      return { place: task.context.place }
    case 'talkRecord.v1': {
      const proposal = answerOf(view, 'proposeTalk', Proposal)
      const approvedBy = view.tasks.findLast(({ step, state }) => step === 'approveTalk' && state === 'DONE')?.closedBy
        ?.userId
      return {
        heldAt: task.context.at,
        facts: timelineOf(view),
        leaderIds: [approvedBy, proposal?.secondLeaderId].filter((id) => id !== undefined),
      }
    }
    case 'dispositionProposal.v1':
      return {
        subject: view.unit.headName ? `${view.unit.headName}，${view.unit.name}主要负责人` : view.unit.name,
        facts: timelineOf(view),
      }
    default:
      return {}
  }
}
