import { z } from 'zod'
import { area, choice, field, limit, line, moment, person, photos } from './fields.ts'
import type { Role } from './people.ts'
import { text } from './text.ts'

/** Forms of what follows a failed round: statement, talk, disposition (handbook P14 steps 7 to 9, P15, P16). */

const countyLeaders: readonly Role[] = ['COMMANDER', 'DEPUTY_COMMANDER']

export const Statement = z.object({
  statement: area(text('情况说明', 'Statement'), {
    min: 4,
    hint: text('未落实的原因、已做的工作、困难', 'Why, what was done, what stood in the way'),
  }),
  photos: photos(text('佐证照片', 'Photos'), 0, 6),
})

export const Determination = z.object({
  decision: choice(text('认定', 'Determination'), {
    FAILED: text('未落实，计入次数', 'Failed, and it counts'),
    EXCUSED: text('非本单位原因，不计次数', 'Not the unit’s fault, not counted'),
  }),
  reason: area(text('认定理由', 'Grounds'), { min: 4, max: 2000 }),
  limit: limit(
    text('下一步整改期限', 'Limit for going on'),
    text('不计次数时，给予的继续整改期限', 'When excused: time to go on'),
  )
    .optional()
    .meta({
      label: text('继续整改期限', 'Limit for going on'),
      widget: 'limit',
      shownWhen: { field: 'decision', is: 'EXCUSED' },
    }),
})

export const LookBack = z.object({
  visitedAt: moment(text('回头看时间', 'Visited at')),
  result: choice(text('回头看结论', 'Result'), {
    HELD: text('无反弹', 'Held'),
    RELAPSED: text('已反弹，重新督办', 'Relapsed: reopen'),
  }),
  opinion: area(text('情况', 'Findings'), { min: 4, max: 2000 }),
  photos: photos(text('照片', 'Photos'), 1, 6),
})

export const TalkProposal = z.object({
  facts: area(text('约谈事由', 'Grounds'), {
    min: 10,
    hint: text('两次督办的编号、期限、核查结果', 'Both notices, their limits and results'),
  }),
  secondLeaderId: person(
    text('约谈人（县领导）', 'Second leader'),
    text('与指挥长共同约谈，须为两位县领导', 'Holds the talk together with the commander'),
    countyLeaders,
  ),
  basis: area(text('制度依据', 'Rule'), { min: 2, max: 500 }),
})

export const ProcedureCheck = z
  .object({
    decision: choice(text('程序核对', 'Procedure check'), {
      PASS: text('程序完备', 'In order'),
      RETURN: text('退回补正', 'Return'),
    }),
    opinion: area(text('核对意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'PASS' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })

export const TalkApproval = z
  .object({
    decision: choice(text('审批', 'Decision'), {
      APPROVE: text('同意约谈', 'Approve'),
      RETURN: text('退回', 'Return'),
    }),
    at: moment(
      text('约谈时间', 'Time of the talk'),
      text('须在通知送达两个工作日之后', 'At least two working days after the notice'),
    ),
    place: line(text('约谈地点', 'Place')),
    opinion: area(text('意见', 'Opinion'), { min: 0, max: 1000 }),
  })
  .refine((form) => form.decision === 'APPROVE' || form.opinion.length >= 2, {
    path: ['opinion'],
    params: { text: text('退回时请写明理由', 'Say why you return it') },
  })

export const TalkRecord = z.object({
  attendance: choice(text('到场情况', 'Attendance'), {
    PRESENT: text('主要负责人本人到场', 'The principal came in person'),
    EXCUSED: text('书面请假，改期', 'Excused in writing; put off'),
    REFUSED: text('拒不到场', 'Refused to come'),
  }),
  attendeeId: person(
    text('被约谈人', 'Talked to'),
    text('须为责任单位主要负责人本人', 'The head of the unit in person'),
    ['UNIT_HEAD'],
    'case',
  ),
  heldAt: moment(text('约谈时间', 'Held at')),
  leaderIds: field(z.array(z.string()).min(2).max(4), {
    label: text('约谈人', 'Leaders'),
    widget: 'people',
    hint: text('两位以上', 'Two or more'),
    among: countyLeaders,
  }),
  facts: area(text('通报的事实', 'Facts put'), { min: 4 }),
  statement: area(text('被约谈人陈述', 'Statement of the unit head'), { min: 1, max: 4000 }),
  demands: area(text('约谈要求', 'Demands'), { min: 4 }),
  commitments: area(text('承诺事项', 'Commitments'), { min: 4 }),
  limit: limit(text('最后期限', 'Last deadline')),
})

export const TalkSignature = z.object({
  reservation: area(text('保留意见', 'Reservation'), {
    min: 0,
    max: 1000,
    hint: text('没有可不填', 'Leave empty if none'),
  }),
})

export const RectificationPlan = z.object({
  plan: area(text('整改方案', 'Plan'), { min: 10 }),
  responsible: line(text('责任人', 'Responsible')),
})

export const dispositionKinds = {
  WRITTEN_SELF_CRITICISM: text('责令书面检查', 'Written self-criticism'),
  CRITICISM: text('通报批评', 'Public criticism'),
  NO_HONOURS: text('取消评优', 'No honours'),
  ADMONITION: text('诫勉', 'Admonition'),
  TRANSFER_POST: text('调整岗位', 'Change of post'),
  VOLUNTARY_RESIGNATION: text('引咎辞职', 'Resignation taken'),
  ORDERED_RESIGNATION: text('责令辞职', 'Resignation ordered'),
  TO_DISCIPLINE: text('移送纪检监察', 'Transfer to discipline inspection'),
} as const

export const DispositionProposal = z.object({
  subject: line(text('处理对象', 'Subject'), { hint: text('姓名、职务、任期', 'Name, post, tenure') }),
  facts: area(text('基本事实', 'Facts'), {
    min: 10,
    hint: text('引用督办、约谈与核查', 'Cite notices, talk and inspections'),
  }),
  clauses: area(text('依据条款', 'Clauses'), { min: 2, max: 1000 }),
  kind: choice(
    text('建议种类', 'Proposed'),
    dispositionKinds,
    text('仅为建议，由有权机关决定', 'A proposal only; the competent organ decides'),
  ),
})

export const Defense = z
  .object({
    decision: choice(text('陈述申辩', 'Statement and defence'), {
      STATED: text('提出陈述申辩', 'State'),
      WAIVED: text('放弃陈述申辩', 'Waive'),
    }),
    statement: area(text('陈述申辩内容', 'Statement'), { min: 0, max: 8000 }),
    photos: photos(text('佐证', 'Evidence'), 0, 6),
  })
  .refine((form) => form.decision === 'WAIVED' || form.statement.length >= 4, {
    path: ['statement'],
    params: { text: text('请写明陈述申辩内容', 'Write what you have to say') },
  })

export const Deliberation = z.object({
  decision: choice(text('集体研究结论', 'Collective decision'), {
    SEND: text('同意，送有权机关', 'Send to the competent organ'),
    NO_ACTION: text('不予处理', 'No action'),
  }),
  minutesNo: line(text('会议纪要号', 'Minutes')),
  heldAt: moment(text('会议时间', 'Held at')),
  adoption: area(text('申辩采纳情况', 'How the defence was heard'), { min: 2, max: 2000 }),
})

export const competentOrgans = {
  COUNTY_COMMITTEE: text('县委', 'County Party committee'),
  ORGANISATION: text('县委组织部', 'Organisation department'),
  DISCIPLINE: text('县纪委监委', 'Discipline inspection and supervision'),
  APPOINTING: text('任免机关', 'Appointing organ'),
  SUPERIOR: text('上级机关', 'Superior organ'),
} as const

export const OrganDecision = z.object({
  organ: choice(text('决定机关', 'Organ'), competentOrgans),
  documentNo: line(text('决定文号', 'Document number')),
  kind: choice(text('决定种类', 'Decision'), { ...dispositionKinds, NO_ACTION: text('不予处理', 'No action') }),
  decidedAt: moment(text('决定时间', 'Decided at')),
  note: area(text('备注', 'Note'), { min: 0, max: 1000 }),
})

export const Appeal = z
  .object({
    decision: choice(text('是否申诉', 'Appeal'), {
      ACCEPT: text('不申诉', 'No appeal'),
      APPEAL: text('提出申诉', 'Appeal'),
    }),
    grounds: area(text('申诉理由', 'Grounds'), { min: 0, max: 8000 }),
  })
  .refine((form) => form.decision === 'ACCEPT' || form.grounds.length >= 4, {
    path: ['grounds'],
    params: { text: text('请写明申诉理由', 'Write your grounds') },
  })

export const AppealRuling = z.object({
  decision: choice(text('复议决定', 'Ruling'), { UPHELD: text('维持', 'Upheld'), REVOKED: text('撤销', 'Revoked') }),
  documentNo: line(text('文号', 'Document number')),
  reason: area(text('理由', 'Grounds'), { min: 4, max: 2000 }),
})

export const Resignation = z.object({
  submittedAt: moment(text('辞职申请时间', 'Submitted at')),
  note: area(text('说明', 'Note'), { min: 0, max: 1000 }),
})

export const Removal = z.object({
  documentNo: line(text('免职文号', 'Document number')),
  decidedAt: moment(text('决定时间', 'Decided at')),
  note: area(text('说明', 'Note'), { min: 0, max: 1000 }),
})

export const ladderForms = {
  'statement.v1': Statement,
  'determination.v1': Determination,
  'lookBack.v1': LookBack,
  'talkProposal.v1': TalkProposal,
  'procedureCheck.v1': ProcedureCheck,
  'talkApproval.v1': TalkApproval,
  'talkRecord.v1': TalkRecord,
  'talkSignature.v1': TalkSignature,
  'rectificationPlan.v1': RectificationPlan,
  'dispositionProposal.v1': DispositionProposal,
  'defense.v1': Defense,
  'deliberation.v1': Deliberation,
  'organDecision.v1': OrganDecision,
  'appeal.v1': Appeal,
  'appealRuling.v1': AppealRuling,
  'resignation.v1': Resignation,
  'removal.v1': Removal,
} as const
