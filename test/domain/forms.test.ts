import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type FieldMeta, fieldErrors } from '../../domain/fields.ts'
import { type FormKey, forms } from '../../domain/forms.ts'

const photo = { id: '0b9f6c0e-7a55-4c39-9a43-0a3b1f1d2c3e', sha256: 'a'.repeat(64) }
const when = '2026-11-23T09:00:00+08:00'

const aLetter = {
  title: '2026年创卫目标责任书',
  unitId: 'D25',
  year: 2026,
  headId: 'u-1',
  goal: '农贸市场全部达标。',
  items: [{ content: '两座市场改造', standard: '', target: '2座', dueOn: '2026-10-31', points: 100, mustDo: 'YES' }],
  rewardClause: '按考核奖惩办法第八条执行。',
  depositMode: 'RECORD_ONLY',
  approval: '云委办〔2026〕9号',
}

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
  'patrol.v1': { title: '人民路巡查', day: '2026-11-24', drawn: [{ place: '人民路88号' }] },
  'patrolReport.v1': { points: [{ place: '人民路88号', result: 'FOUND', category: 'DUMPING', photos: [photo] }] },
  'problem.v1': {
    category: 'DUMPING',
    situation: 'EXPOSED',
    source: 'PATROL',
    place: '人民路88号',
    description: '',
    photos: [photo],
  },
  'problemCheck.v1': { decision: 'REGISTER', severity: 'NORMAL', opinion: '' },
  'problemDispatch.v1': {
    leadUnitId: 'D21',
    coUnitIds: ['T01'],
    limit: { unit: 'H', value: 24 },
    requirement: '清运垃圾、清洗地面。',
    basis: '市容条例第三十四条',
  },
  'problemReceipt.v1': { decision: 'ACCEPT' },
  'problemVerification.v1': { mode: 'ON_SITE', result: 'PASS', opinion: '已恢复', photos: [photo] },
  'problemEscalation.v1': { decision: 'NOTICE', reason: '超期未反馈' },
  'depositNotice.v1': {
    title: '2026年度保证金缴存通知',
    unitId: 'D21',
    payerId: 'u-1',
    year: 2026,
    dueYuan: 5000,
    basis: '考核奖惩办法第六条',
  },
  'depositPayment.v1': { decision: 'CONFIRMED', note: '', photos: [] },
  'depositEntry.v1': { paidYuan: 5000, paidAt: when, voucherNo: 'PZ-001', receipt: [] },
  'entryReview.v1': { decision: 'APPROVE', opinion: '' },
  'assessmentPlan.v1': {
    title: '2026年上半年考核',
    year: 2026,
    half: 'H1',
    scheme: '按评分表现场考核并抽查资料。',
    unitIds: [],
  },
  'unitAssessment.v1': {
    title: '2026年上半年考核：县商务局',
    unitId: 'D25',
    year: 2026,
    half: 'H1',
    sheet: 'COUNTY-1',
  },
  'selfReview.v1': { items: [{ code: 'D1', applies: 'YES', points: 1.6 }], account: '任务全部完成，资料齐全。' },
  'sheetScoring.v1': {
    items: [
      { code: 'D1', applies: 'YES', points: 1.6 },
      { code: 'C1', applies: 'NO', reason: '没有承建设施' },
    ],
    others: [],
    bonuses: [{ points: 1, reason: '市通报表扬', documentNo: '市创〔2026〕3号' }],
    vetoes: [],
    remark: '',
  },
  'scoreAppeal.v1': {
    decision: 'APPEAL',
    items: [{ item: 'B1', grounds: '已在期内反馈，附截图。', photos: [] }],
  },
  'scoreRuling.v1': { items: [{ item: 'B1', decision: 'UPHOLD', reason: '扣分有据' }] },
  'resultsExplained.v1': { account: '各单位得分均已逐项核对。' },
  'settlement.v1': { title: '县商务局2026年度奖惩兑现', unitId: 'D25', year: 2026 },
  'yearConclusion.v1': { conclusion: 'FULL', grounds: '必成任务全部完成', basis: '办法第八条' },
  'jointReview.v1': { decision: 'APPROVE', opinion: '' },
  'collectiveDecision.v1': { decision: 'APPROVE', minutesNo: '云创纪〔2027〕3号', heldAt: when, opinion: '同意' },
  'publicNotice.v1': { decision: 'NONE', note: '' },
  'freezeLifted.v1': { documentNo: '云纪〔2027〕1号', note: '不予追究' },
  'letter.v1': {
    title: '2026年创卫目标责任书',
    unitId: 'D25',
    year: 2026,
    headId: 'u-1',
    goal: '农贸市场全部达标。',
    items: [{ content: '两座市场改造', standard: '', target: '2座', dueOn: '2026-10-31', points: 100, mustDo: 'YES' }],
    rewardClause: '按考核奖惩办法第八条执行。',
    depositMode: 'RECORD_ONLY',
    approval: '云委办〔2026〕9号',
  },
  'depositChange.v1': {
    title: '县商务局保证金缴存人变动',
    unitId: 'D25',
    year: 2026,
    leavingId: 'u-1',
    successorId: 'u-2',
    way: 'CARRY',
    reason: '云委干〔2026〕3号',
    photos: [photo],
  },
  'letterAmendment.v1': {
    letterId: 'ZR-2026-D25',
    letterNo: '云创责〔2026〕1号',
    unitId: 'D25',
    year: 2026,
    reason: '市场改造纳入省级项目，工期调整。',
    changes: [{ what: '任务1', before: '10月底前完成', after: '11月底前完成' }],
    before: aLetter,
    after: aLetter,
  },
  'templateVersion.v1': {
    templateId: '5f0c7c1e-7f0e-4d0a-9c63-5a2f0d9d8b11',
    version: 2,
    name: '部门通用',
    title: '{年度}年创卫目标责任书',
    year: 2026,
    goal: '{单位}完成创卫任务。',
    items: [{ content: '建立保洁制度', standard: '', target: '', dueOn: '2026-10-31', points: 100, mustDo: 'YES' }],
    rewardClause: '按考核奖惩办法第八条执行。',
    depositMode: 'NONE',
    approval: '云委办〔2026〕9号',
  },
  'countySignature.v1': { decision: 'APPROVE', opinion: '' },
  'referral.v1': {
    title: '拒不清运后巷垃圾',
    unitId: 'D25',
    conduct: 'REFUSES',
    persons: '贾通商，县商务局局长',
    facts: '经督办仍未清运，核查时锁闭大门，拒绝核查人员进入现场。',
    measures: '已督办一次。',
    evidence: [{ key: 'document:notice-1', title: '督办通知' }],
    photos: [],
    others: '',
    clauses: '《公职人员政务处分法》第三十条',
  },
  'referralSecondKey.v1': { decision: 'AGREE', opinion: '' },
  'referralApproval.v1': { decision: 'APPROVE', approvalNo: '云岫府督〔2026〕7号', opinion: '' },
  'transferReceipt.v1': { decision: 'RECEIVED', reason: '' },
  'sanctionRecord.v1': {
    subject: '贾通商',
    identity: 'CIVIL_SERVANT',
    organ: 'COUNTY_SUPERVISION',
    kind: 'WARNING',
    documentNo: '云监政〔2026〕5号',
    decidedOn: '2026-11-20',
    effectiveFrom: '2026-11-20',
    scope: '',
    files: [],
    note: '',
  },
  'letterConfirmation.v1': { decision: 'SIGN', opinion: '', photos: [] },
  'itemReport.v1': { done: '两座市场已验收。', photos: [] },
  'itemVerdict.v1': { result: 'DONE', opinion: '属实' },
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
  'reassignment.v1': { userId: 'u-1', reason: '离任交接' },
  'unitMerge.v1': { from: 'D25', into: 'D20', reason: '机构改革方案' },
  'delegation.v1': { userId: 'u-1', reason: '核对现场' },
  'delegationReturn.v1': { note: '已核对' },
  'transfer.v1': { userId: 'u-1', reason: '工作调整' },
  'coHandler.v1': { unitId: 'D21', reason: '协助清运' },
  'contribution.v1': { note: '已出车两台' },
  'reminder.v1': { note: '请抓紧' },
  'reopening.v1': { reason: '再次堆放垃圾' },
  'deadlineCorrection.v1': { way: 'ADD', workingDays: 3, reason: '节日调休顺延' },
  'paperReceipt.v1': { at: when, signer: '祝联芳', scan: [photo], reason: '停电，以纸质签收' },
  'recordSettling.v1': { reason: '与流程核对', interventionId: '00000000-0000-4000-8000-000000000001' },
  'talkRescheduling.v1': { at: when, place: '二号会议室', reason: '临时公务' },
  'reschedulingRequest.v1': { at: when, reason: '县外出差，附公函' },
  'reschedulingRuling.v1': { decision: 'GRANT', at: when, place: '二号会议室', reason: '情况属实' },
  'complaint.v1': {
    title: '群众反映：市场后巷',
    channel: 'WEB',
    class: 'A',
    place: '市场后巷',
    words: '',
    photos: [],
    callBack: 'NO',
  },
  'complaintTriage.v1': {
    decision: 'ACCEPT',
    class: 'A',
    title: '后巷垃圾未清运',
    summary: '市场后巷垃圾堆放一周。',
    complainedUnitId: 'D25',
    handlerUnitId: 'T01',
  },
  'complaintHandling.v1': {
    result: 'SOLVED',
    facts: '经现场核查，情况属实。',
    measures: '已清运完毕。',
    basis: '',
    photos: [photo],
  },
  'complaintReply.v1': { decision: 'SEND', reply: '您反映的问题已核查处理，感谢监督。' },
  'complaintCallBack.v1': { way: 'PHONE', at: when, solved: 'YES', satisfied: 'YES', words: '已向本人核实' },
  'complaintConclusion.v1': { decision: 'END', reply: '受条件限制暂不能解决，已向您说明。' },
  'complaintGoOn.v1': { decision: 'FOUND', category: 'DUMPING', photos: [], reason: '现场确有垃圾。' },
  'complaintClueReceipt.v1': { registerNo: '云纪线〔2026〕18号', note: '' },
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
    ['complaintTriage.v1', { handlerUnitId: undefined }, 'handlerUnitId', '请选择承办单位'],
    ['complaintTriage.v1', { class: 'F' }, 'calledNumber', '请选择已转接的电话'],
    [
      'complaintTriage.v1',
      { summary: '联系人电话13800002222。' },
      'summary',
      '这里不要写电话或身份证号码，别的单位看得到',
    ],
    ['complaintHandling.v1', { photos: [] }, 'photos', '已解决的请附照片'],
    ['complaintReply.v1', { reply: '太短' }, 'reply', '请写明答复，至少 10 个字'],
    ['complaintCallBack.v1', { satisfied: 'NO' }, 'fault', '请选择原因'],
    ['complaintCallBack.v1', { solved: 'UNKNOWN' }, 'solved', '请问清或看清是否解决'],
  ] as const)('%s with %o is refused at %s: %s', (key, change, path, zh) => {
    expect(errorsOf(key, { ...complete[key], ...change })).toMatchObject([{ path: [path], text: { zh } }])
  })

  test('a limit must be more than nothing and its error stands at the value', () => {
    const errors = errorsOf('notice.v1', { ...complete['notice.v1'], limit: { unit: 'WD', value: 0 } })
    expect(errors).toMatchObject([{ path: ['limit', 'value'], text: { zh: expect.stringMatching(/0/) } }])
  })
})
