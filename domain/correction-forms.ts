import { z } from 'zod'
import { area, choice, field, limit, line, moment, person, photos } from './fields.ts'
import { text } from './text.ts'

/** Forms of the lawful corrections of an open step (handbook P14 step 4, §2.27): each with its reason. */

const reason = (label = text('理由', 'Reason')) => area(label, { min: 4, max: 1000 })
const verdict = { GRANT: text('同意', 'Grant'), DENY: text('不同意', 'Deny') } as const

export const Objection = z.object({
  type: choice(text('异议类型', 'Kind'), {
    JURISDICTION: text('不属本单位职责', 'Not our duty'),
    FACTS: text('事实有误', 'Facts are wrong'),
    DUPLICATE: text('重复督办', 'Duplicate'),
    AUTHORITY: text('法定程序未完成', 'A statutory procedure is still running'),
  }),
  grounds: reason(text('异议理由与依据', 'Grounds')),
  suggestedUnitId: field(z.string().optional(), {
    label: text('建议责任单位', 'Suggested unit'),
    widget: 'unit',
    shownWhen: { field: 'type', is: 'JURISDICTION' },
  }),
})

export const ObjectionRuling = z
  .object({
    decision: choice(text('裁定', 'Ruling'), {
      DISMISSED: text('异议不成立，期限顺延', 'Dismissed; the clock goes on'),
      REASSIGN: text('成立，改派其他单位', 'Upheld; another unit'),
      REVOKE: text('成立，撤销督办', 'Upheld; revoked'),
    }),
    unitId: field(z.string().optional(), {
      label: text('改派单位', 'New unit'),
      widget: 'unit',
      shownWhen: { field: 'decision', is: 'REASSIGN' },
    }),
    reason: reason(),
  })
  .refine((form) => form.decision !== 'REASSIGN' || Boolean(form.unitId), {
    path: ['unitId'],
    params: { text: text('请选择改派单位', 'Choose the unit') },
  })

export const ExtensionRequest = z.object({
  workingDays: field(z.int().min(1).max(30), { label: text('申请延长（工作日）', 'Working days asked') }),
  cause: choice(text('原因', 'Cause'), {
    WEATHER: text('天气', 'Weather'),
    PROCEDURE: text('审批或法定程序', 'Approval or statutory procedure'),
    FUNDS: text('资金', 'Funds'),
    WORKS: text('工程量', 'Extent of the works'),
    OTHER: text('其他', 'Other'),
  }),
  reason: reason(),
})

export const ExtensionRuling = z.object({
  decision: choice(text('审批', 'Decision'), verdict),
  reason: reason(text('审批意见', 'Opinion')),
})

export const HoldRequest = z.object({
  reason: reason(text('挂账原因', 'Why the clock must stop')),
  interim: area(text('临时措施', 'Interim measures'), { min: 4, max: 1000 }),
  until: moment(text('销账日', 'Until'), text('最长六个月', 'Six months at most')),
  owner: line(text('责任人', 'Responsible')),
})

export const HoldRuling = z.object({
  decision: choice(text('审批', 'Decision'), verdict),
  reason: reason(text('审批意见', 'Opinion')),
})

export const HoldEnd = z.object({ reason: reason(text('恢复计时的理由', 'Why the clock goes on')) })

export const Assignment = z.object({
  userId: person(text('指定承办人', 'Assign to'), text('本步骤有权办理的同志', 'Somebody entitled to this step')),
  reason: area(text('说明', 'Note'), { min: 0, max: 500 }),
})

export const Reassignment = z.object({
  userId: person(text('移交给', 'Hand over to'), text('本步骤有权办理的同志', 'Somebody entitled to this step')),
  reason: reason(text('移交理由', 'Why')),
})

/** Units are merged for all their open cases at once (the office's own act, not a step's). */
export const UnitMerge = z.object({
  from: field(z.string().min(1), { label: text('被并入的单位', 'Unit'), widget: 'unit' }),
  into: field(z.string().min(1), { label: text('并入', 'Into'), widget: 'unit' }),
  reason: reason(text('合并依据', 'By which decision')),
})

export const Delegation = z.object({
  userId: person(
    text('委派给', 'Delegate to'),
    text('本单位同志；办完后回到您这里，由您提交', 'Of your unit; it comes back to you'),
    undefined,
    'own',
  ),
  reason: area(text('交办要求', 'What to do'), { min: 2, max: 500 }),
})

export const DelegationReturn = z.object({ note: area(text('办理情况', 'What was done'), { min: 2, max: 2000 }) })

export const Transfer = z.object({
  userId: person(
    text('转办给', 'Transfer to'),
    text('本步骤有权办理的同志；转办后由对方负责', 'Somebody entitled to this step; they take it over'),
  ),
  reason: reason(),
})

export const CoHandler = z.object({
  unitId: field(z.string().min(1), {
    label: text('协办单位', 'Co-handling unit'),
    widget: 'unit',
    hint: text('主办单位仍负总责', 'The lead stays responsible'),
  }),
  reason: reason(text('协办事项', 'What they do')),
})

export const Contribution = z.object({ note: area(text('协办情况', 'What we did'), { min: 4, max: 2000 }) })

const reminderWays = {
  NOTE: text('提醒', 'A note'),
  LETTER: text('发《催办通知书》', 'A formal reminder'),
} as const

export const Reminder = z.object({
  note: area(text('催办内容', 'Reminder'), { min: 2, max: 500 }),
  way: choice(text('催办方式', 'How'), reminderWays)
    .optional()
    .meta({
      label: text('催办方式', 'How'),
      widget: 'choice',
      options: reminderWays,
      hint: text('通知书编号入卷，只发给责任单位', 'The letter is numbered and on file; for units only'),
    }),
})

export const deadlineWays = {
  ADD: text('顺延若干工作日', 'Add working days'),
  LIMIT: text('时限登记有误，按正确时限重算', 'The limit was wrong: reckon it anew'),
} as const

/** A due date made right: by days on top, or by the limit that should have been set (then from the same start). */
export const DeadlineCorrection = z
  .object({
    way: choice(text('更正方式', 'How'), deadlineWays),
    workingDays: field(z.int().min(1).max(60).optional(), {
      label: text('顺延（工作日）', 'Working days'),
      shownWhen: { field: 'way', is: 'ADD' },
    }),
    limit: limit(text('正确时限', 'The right limit'))
      .optional()
      .meta({ label: text('正确时限', 'The right limit'), widget: 'limit', shownWhen: { field: 'way', is: 'LIMIT' } }),
    reason: reason(text('更正理由', 'Why')),
    /** Who agreed, as the second administrator, to a date that is earlier than the one announced. */
    agreedBy: field(z.object({ userId: z.string(), name: z.string() }).optional(), {
      label: text('同意人', 'Agreed by'),
      widget: 'hidden',
    }),
  })
  .refine((form) => (form.way === 'ADD' ? form.workingDays !== undefined : form.limit !== undefined), {
    path: ['workingDays'],
    params: { text: text('请填写顺延天数或正确时限', 'Give the days or the limit') },
  })

/** 补登签收: the unit signed on paper; the scan is what proves it. */
export const PaperReceipt = z.object({
  at: moment(text('纸质签收时间', 'Signed at'), text('以回执上写明的为准', 'As the paper says')),
  signer: line(text('签收人', 'Signed by')),
  scan: photos(text('回执照片', 'Scan of the receipt'), 1, 3),
  reason: reason(text('补登理由', 'Why on paper')),
})

/** The record follows its workflow: after a reset, or where the two were found to differ. */
export const RecordSettling = z.object({
  reason: reason(),
  interventionId: field(z.uuid(), { label: text('处置编号', 'Intervention'), widget: 'hidden' }),
})

const talkTime = {
  at: moment(
    text('新的约谈时间', 'New time of the talk'),
    text('须在新通知送达两个工作日之后', 'At least two working days after the new notice is received'),
  ),
  place: line(text('约谈地点', 'Place')),
}

/** Put off by those who arrange the talk, or asked for by the unit, once. */
const TalkRescheduling = z.object({ ...talkTime, reason: reason(text('改期理由', 'Reason')) })

const ReschedulingRequest = z.object({
  at: moment(
    text('申请改到', 'New time asked for'),
    text('原定时间之后五个工作日以内', 'Within five working days of the appointed time'),
  ),
  reason: reason(text('不能参加的原因与佐证', 'Why the principal cannot come')),
})

const ReschedulingRuling = z
  .object({
    decision: choice(text('审批', 'Decision'), verdict),
    at: talkTime.at.optional().meta({
      label: text('新的约谈时间', 'New time of the talk'),
      widget: 'moment',
      shownWhen: { field: 'decision', is: 'GRANT' },
      hint: text('须在新通知送达两个工作日之后', 'At least two working days after the new notice is received'),
    }),
    place: line(text('约谈地点', 'Place'))
      .optional()
      .meta({
        label: text('约谈地点', 'Place'),
        widget: 'line',
        shownWhen: { field: 'decision', is: 'GRANT' },
      }),
    reason: reason(text('审批意见', 'Opinion')),
  })
  .refine((form) => form.decision === 'DENY' || form.at !== undefined, {
    path: ['at'],
    params: { text: text('同意改期时请写明新的时间', 'Say when the talk will be') },
  })
  .refine((form) => form.decision === 'DENY' || Boolean(form.place), {
    path: ['place'],
    params: { text: text('同意改期时请写明地点', 'Say where the talk will be') },
  })

export const Reopening = z.object({ reason: reason(text('重新督办的理由', 'Why it is reopened')) })

export const correctionForms = {
  'objection.v1': Objection,
  'objectionRuling.v1': ObjectionRuling,
  'extensionRequest.v1': ExtensionRequest,
  'extensionRuling.v1': ExtensionRuling,
  'holdRequest.v1': HoldRequest,
  'holdRuling.v1': HoldRuling,
  'holdEnd.v1': HoldEnd,
  'assignment.v1': Assignment,
  'reassignment.v1': Reassignment,
  'unitMerge.v1': UnitMerge,
  'delegation.v1': Delegation,
  'delegationReturn.v1': DelegationReturn,
  'transfer.v1': Transfer,
  'coHandler.v1': CoHandler,
  'contribution.v1': Contribution,
  'reminder.v1': Reminder,
  'deadlineCorrection.v1': DeadlineCorrection,
  'paperReceipt.v1': PaperReceipt,
  'recordSettling.v1': RecordSettling,
  'reopening.v1': Reopening,
  'talkRescheduling.v1': TalkRescheduling,
  'reschedulingRequest.v1': ReschedulingRequest,
  'reschedulingRuling.v1': ReschedulingRuling,
} as const
