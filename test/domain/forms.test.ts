import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type FieldMeta, fieldErrors } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'

const photo = { id: '0b9f6c0e-7a55-4c39-9a43-0a3b1f1d2c3e', sha256: 'a'.repeat(64) }
const when = '2026-11-23T09:00:00+08:00'

/** One complete answer per form: the type makes a new form fail here until it has one. */
const complete: Record<FormKey, Record<string, unknown>> = {
  'notice.v1': {
    title: '市场街占道经营整治',
    unitId: 'D21',
    place: '市场街17至25号',
    facts: '蔬菜店出店经营约1.2米，占用人行道。',
    photos: [photo],
    requirement: '退店入市，恢复人行道。',
    legalBasis: '城市市容管理规定',
    urgency: 'NORMAL',
    limit: { unit: 'WD', value: 5 },
  },
  'approval.v1': { decision: 'APPROVE', opinion: '' },
  'receipt.v1': { note: '' },
  'phoneDelivery.v1': { spokenTo: '王某', spokenAt: when, note: '已告知期限' },
  'rectificationReport.v1': {
    measures: '已全部清运并安排专人值守。',
    doneAt: when,
    photosBefore: [],
    photosAfter: [photo, photo],
  },
  'reinspection.v1': { visitedAt: when, coInspectorId: 'u-1', result: 'PASS', opinion: '现场已恢复', photos: [photo] },
  'countersign.v1': { decision: 'AGREE', opinion: '' },
  'nextRound.v1': {
    requirement: '限期全部清运。',
    legalBasis: '督查考核办法',
    limit: { unit: 'WD', value: 3 },
    consequence: '再次未落实的，按办法第八条约谈。',
  },
  'outageReview.v1': { decision: 'EXTEND', workingDays: 1, reason: '停机两小时' },
  'withdrawal.v1': { reason: '责任单位认定有误' },
  'statement.v1': { statement: '雨天无法施工。', photos: [] },
  'determination.v1': { decision: 'FAILED', reason: '到期未反馈且无正当理由' },
  'lookBack.v1': { visitedAt: when, result: 'HELD', opinion: '未见反弹', photos: [photo] },
  'talkProposal.v1': { facts: '两次督办均未落实，见核查记录。', secondLeaderId: 'u-2', basis: '督查考核办法第八条' },
  'procedureCheck.v1': { decision: 'PASS', opinion: '' },
  'talkApproval.v1': { decision: 'APPROVE', at: when, place: '指挥部会议室', opinion: '' },
  'talkRecord.v1': {
    attendance: 'PRESENT',
    attendeeId: 'u-3',
    heldAt: when,
    leaderIds: ['u-1', 'u-2'],
    facts: '两次督办均未落实',
    statement: '认识到位，立即整改。',
    demands: '限期全部清运',
    commitments: '三个工作日内完成',
    limit: { unit: 'WD', value: 3 },
  },
  'talkSignature.v1': { reservation: '' },
  'rectificationPlan.v1': { plan: '分三步清运，专人每日巡查。', responsible: '王某' },
  'dispositionProposal.v1': {
    subject: '某局局长，任期自2024年起',
    facts: '两次督办、一次约谈后仍未落实。',
    clauses: '责任追究办法第十二条',
    kind: 'ORDERED_RESIGNATION',
  },
  'defense.v1': { decision: 'STATED', statement: '已在筹措资金。', photos: [] },
  'deliberation.v1': { decision: 'SEND', minutesNo: '〔2026〕3号', heldAt: when, adoption: '部分采纳' },
  'organDecision.v1': {
    organ: 'ORGANISATION',
    documentNo: '组〔2026〕8号',
    kind: 'ADMONITION',
    decidedAt: when,
    note: '',
  },
  'appeal.v1': { decision: 'APPEAL', grounds: '事实认定有出入' },
  'appealRuling.v1': { decision: 'UPHELD', documentNo: '组〔2026〕9号', reason: '事实清楚' },
  'resignation.v1': { submittedAt: when, note: '' },
  'removal.v1': { documentNo: '组〔2026〕10号', decidedAt: when, note: '' },
  'objection.v1': { type: 'JURISDICTION', grounds: '该路段由城管局管理', suggestedUnitId: 'D21' },
  'objectionRuling.v1': { decision: 'REASSIGN', unitId: 'D21', reason: '职责清单第三项' },
  'extensionRequest.v1': { workingDays: 2, cause: 'WEATHER', reason: '连续大雨' },
  'extensionRuling.v1': { decision: 'GRANT', reason: '情况属实' },
  'holdRequest.v1': { reason: '待土地批复', interim: '先行覆盖防尘网', until: when, owner: '王某' },
  'holdRuling.v1': { decision: 'GRANT', reason: '情况属实' },
  'holdEnd.v1': { reason: '批复已到' },
  'assignment.v1': { userId: 'u-1', reason: '' },
  'delegation.v1': { userId: 'u-1', reason: '核对现场' },
  'delegationReturn.v1': { note: '已核对' },
  'transfer.v1': { userId: 'u-1', reason: '工作调整' },
  'coHandler.v1': { unitId: 'D21', reason: '协助清运' },
  'contribution.v1': { note: '已出车两台' },
  'reminder.v1': { note: '请抓紧' },
  'reopening.v1': { reason: '再次堆放垃圾' },
}

const keys = Object.keys(forms) as FormKey[]
const errorsOf = (key: FormKey, form: unknown) => {
  const parsed = forms[key].safeParse(form)
  return parsed.success ? [] : fieldErrors(parsed.error)
}

describe.each(keys)('%s', (key) => {
  test('a complete answer is accepted', () => {
    expect(errorsOf(key, complete[key])).toEqual([])
  })

  test('every field has a label in both languages', () => {
    for (const schema of Object.values(forms[key].shape as Record<string, z.ZodType>)) {
      expect(schema.meta() as FieldMeta | undefined).toMatchObject({
        label: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/^[A-Z]/) },
      })
    }
  })

  test('what is missing is told at its field, in both languages and never in the words of the library', () => {
    for (const name of Object.keys(complete[key])) {
      const { [name]: _, ...rest } = complete[key]
      for (const error of errorsOf(key, rest)) {
        expect(error.path).toEqual([name])
        expect(error.text.zh).toMatch(/^[^a-zA-Z]+$/)
        expect(error.text.en).not.toMatch(/expected|received|undefined/)
      }
    }
  })
})

describe('what a form insists on', () => {
  test.each([
    ['approval.v1', { decision: 'RETURN' }, 'opinion', '退回时请写明理由'],
    ['countersign.v1', { decision: 'DISAGREE' }, 'opinion', '不同意时请写明理由'],
    ['reinspection.v1', { result: 'FAIL' }, 'failReason', '结论为未落实时请选择原因'],
    ['outageReview.v1', { workingDays: undefined }, 'workingDays', '请填写顺延几个工作日'],
    ['notice.v1', { photos: [] }, 'photos', '至少需要 1 项'],
    ['notice.v1', { photos: Array.from({ length: 7 }, () => photo) }, 'photos', '最多 6 项'],
    ['rectificationReport.v1', { photosAfter: [photo] }, 'photosAfter', '至少需要 2 项'],
    ['notice.v1', { facts: '太短' }, 'facts', '至少 10 个字'],
    ['notice.v1', { title: '长'.repeat(81) }, 'title', '最多 80 个字'],
    ['notice.v1', { title: '' }, 'title', '至少 4 个字'],
    ['notice.v1', { urgency: 'SOON' }, 'urgency', '请从列出的选项中选择'],
    ['phoneDelivery.v1', { spokenAt: '昨天' }, 'spokenAt', '格式不正确'],
    ['objectionRuling.v1', { unitId: undefined }, 'unitId', '请选择改派单位'],
    ['procedureCheck.v1', { decision: 'RETURN' }, 'opinion', '退回时请写明理由'],
    ['talkApproval.v1', { decision: 'RETURN' }, 'opinion', '退回时请写明理由'],
    ['talkRecord.v1', { leaderIds: ['u-1'] }, 'leaderIds', '至少需要 2 项'],
    ['defense.v1', { statement: '' }, 'statement', '请写明陈述申辩内容'],
    ['appeal.v1', { grounds: '' }, 'grounds', '请写明申诉理由'],
    ['extensionRequest.v1', { workingDays: 0 }, 'workingDays', '不能小于 1'],
  ] as const)('%s with %o is refused at %s: %s', (key, change, path, zh) => {
    expect(errorsOf(key, { ...complete[key], ...change })).toMatchObject([{ path: [path], text: { zh } }])
  })

  test('a limit must be more than nothing and its error stands at the value', () => {
    const errors = errorsOf('notice.v1', { ...complete['notice.v1'], limit: { unit: 'WD', value: 0 } })
    expect(errors).toMatchObject([{ path: ['limit', 'value'], text: { zh: expect.stringMatching(/0/) } }])
  })
})
