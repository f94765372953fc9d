import { z } from 'zod'
import { area, choice, field, line, moment, person } from './fields.ts'
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

export const Reminder = z.object({ note: area(text('催办内容', 'Reminder'), { min: 2, max: 500 }) })

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
  'delegation.v1': Delegation,
  'delegationReturn.v1': DelegationReturn,
  'transfer.v1': Transfer,
  'coHandler.v1': CoHandler,
  'contribution.v1': Contribution,
  'reminder.v1': Reminder,
  'reopening.v1': Reopening,
} as const
