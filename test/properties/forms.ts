import type { Photo } from '../../domain/fields.ts'
import type { NoticeContent } from '../../domain/forms.ts'
import { anyone } from '../../domain/people.ts'
import { cast, fitFor } from './cast.ts'

/** What a form is filled in with: when, by whom, and with which photos. */
export type Filling = { now: string; userId: string; photo: Photo }
type Fill = (filling: Filling) => Record<string, unknown>

const daysOn = (now: string, days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString()
const workingDays = (value: number) => ({ unit: 'WD' as const, value })
const ruling = (...decisions: string[]): Fill[] =>
  decisions.map((decision) => () => ({ decision, reason: '情况属实，按规定办理' }))
const decided = (...decisions: string[]): Fill[] => decisions.map((decision) => () => ({ decision, opinion: '已核' }))
const receipt: Fill[] = [() => ({ note: '' })]
const phone: Fill[] = [({ now }) => ({ spokenTo: '王主任', spokenAt: now, note: '已告知内容与期限' })]
const report: Fill[] = [
  ({ now, photo }) => ({
    measures: '已组织清运并安排专人保洁。',
    doneAt: now,
    photosBefore: [],
    photosAfter: [photo, photo],
  }),
]
const inspectors = fitFor(anyone('OFFICE_INSPECTOR'))
const visit =
  (result: 'PASS' | 'FAIL'): Fill =>
  ({ now, userId, photo }) => ({
    visitedAt: now,
    coInspectorId: inspectors.find((one) => one.userId !== userId)?.userId,
    opinion: '现场情况属实。',
    photos: [photo],
    result,
    ...(result === 'FAIL' ? { failReason: 'PARTLY_DONE' } : {}),
  })
const talkRecord =
  (attendance: string): Fill =>
  ({ now }) => ({
    attendance,
    attendeeId: 'u-jiatongshang',
    heldAt: now,
    leaderIds: ['u-qinwangshu', 'u-xuqinghe'],
    facts: '两次督办均未落实。',
    statement: '认识不足，深刻检讨。',
    demands: '限期整改到位。',
    commitments: '十个工作日内全部完成并落实保洁。',
    limit: workingDays(10),
  })

export const aNotice = (photo: Photo, change: Partial<NoticeContent> = {}): NoticeContent => ({
  title: '望溪农贸市场后巷垃圾清运不及时',
  unitId: 'D25',
  place: '望溪农贸市场后巷',
  facts: '现场核查发现后巷堆放生活垃圾约三立方米，散发异味，周边商户反映强烈。',
  photos: [photo],
  requirement: '全部清运干净，地面冲洗，落实专人保洁，防止反弹。',
  legalBasis: '《国家卫生城市标准》市容环境卫生部分',
  urgency: 'NORMAL',
  limit: workingDays(5),
  ...change,
})

/** The lawful answers of each step; the first one leads up the ladder. */
export const answers: Record<string, Fill[]> = {
  signOff: decided('APPROVE', 'RETURN'),
  redraft: [({ photo }) => aNotice(photo, { limit: workingDays(3) })],
  receipt,
  phoneDelivery: phone,
  rectify: report,
  reinspect: [visit('FAIL'), visit('PASS')],
  countersign: decided('AGREE', 'DISAGREE'),
  statement: [() => ({ statement: '余量较大，正在清运。', photos: [] })],
  determination: [
    () => ({ decision: 'FAILED', reason: '核查属实，未落实' }),
    () => ({ decision: 'EXCUSED', reason: '不可抗力', limit: workingDays(3) }),
    () => ({ decision: 'EXCUSED', reason: '不可抗力' }),
  ],
  nextRound: [
    () => ({
      requirement: '三个工作日内全部清运完毕并落实保洁。',
      legalBasis: '《督查督办制度》第六条',
      limit: workingDays(3),
      consequence: '如再次未落实，依据《督查督办制度》第八条提请约谈。',
    }),
  ],
  lookBack: ['RELAPSED', 'HELD'].map(
    (result): Fill =>
      ({ now, photo }) => ({ visitedAt: now, result, opinion: '现场情况属实。', photos: [photo] }),
  ),
  proposeTalk: [
    () => ({ facts: '两次督办均未落实，详见督办卷。', secondLeaderId: 'u-xuqinghe', basis: '《督查督办制度》第八条' }),
  ],
  checkProcedure: decided('PASS', 'RETURN'),
  approveTalk: ['APPROVE', 'RETURN'].map(
    (decision): Fill =>
      ({ now }) => ({ decision, at: now, place: '县政府二号会议室', opinion: '已阅' }),
  ),
  reappointTalk: [({ now }) => ({ at: daysOn(now, 14), place: '县政府二号会议室', reason: '因故改期，另行通知' })],
  talkReceipt: receipt,
  talkPhoneDelivery: phone,
  holdTalk: [talkRecord('PRESENT'), talkRecord('EXCUSED')],
  signAsLeader: [() => ({ reservation: '' })],
  signAsPrincipal: [() => ({ reservation: '请组织考虑专项资金困难。' })],
  planAfterTalk: [() => ({ plan: '增派车辆两台，十个工作日内完成清运。', responsible: '王主任' })],
  keepCommitments: report,
  draftDisposition: [
    () => ({
      subject: '贾通商，县商务局局长',
      facts: '两次督办、一次约谈后仍未落实，详见卷宗。',
      clauses: '《督查督办制度》第十条',
      kind: 'ORDERED_RESIGNATION',
    }),
  ],
  defense: ['STATED', 'WAIVED'].map(
    (decision): Fill =>
      () => ({ decision, statement: '专项资金未到位。', photos: [] }),
  ),
  legalReview: decided('PASS', 'RETURN'),
  deliberate: ['SEND', 'NO_ACTION'].map(
    (decision): Fill =>
      ({ now }) => ({ decision, minutesNo: '〔2026〕第9次', heldAt: now, adoption: '部分采纳。' }),
  ),
  organDecision: ['ORDERED_RESIGNATION', 'NO_ACTION', 'ADMONITION'].map(
    (kind): Fill =>
      ({ now }) => ({ organ: 'ORGANISATION', documentNo: '云组〔2026〕3号', kind, decidedAt: now, note: '' }),
  ),
  appeal: ['APPEAL', 'ACCEPT'].map(
    (decision): Fill =>
      () => ({ decision, grounds: '处理明显过重，请求复议。' }),
  ),
  appealRuling: ['UPHELD', 'REVOKED'].map(
    (decision): Fill =>
      () => ({ decision, documentNo: '云组〔2026〕5号', reason: '事实清楚，程序合法。' }),
  ),
  resign: [({ now }) => ({ submittedAt: now, note: '' })],
  remove: [({ now }) => ({ documentNo: '云委〔2026〕8号', decidedAt: now, note: '' })],
  outageReview: [
    () => ({ decision: 'EXTEND', workingDays: 2, reason: '系统停机影响提交' }),
    () => ({ decision: 'COUNT', reason: '停机未影响提交' }),
  ],
  extensionRuling: ruling('GRANT', 'DENY'),
  objectionRuling: [
    ...ruling('DISMISSED'),
    () => ({ decision: 'REASSIGN', unitId: 'D20', reason: '职责清单载明属住建局' }),
    ...ruling('REVOKE'),
  ],
  holdRuling: ruling('GRANT', 'DENY'),
  holdSecondKey: ruling('GRANT', 'DENY'),
}

const someone = (n: number) => cast[n % cast.length]?.userId ?? ''
const why = '按实际情况申请办理'

/** What each correction, or act on the whole case, is asked for with; `n` chooses among what can be chosen. */
export const requests: Record<string, (filling: Filling, n: number) => Record<string, unknown>> = {
  assign: (_, n) => ({ userId: someone(n), reason: why }),
  delegate: (_, n) => ({ userId: someone(n), reason: why }),
  returnDelegation: () => ({ note: '已核对，清运两车' }),
  transfer: (_, n) => ({ userId: someone(n), reason: why }),
  addCoHandler: (_, n) => ({ unitId: ['D21', 'D20', 'D25'][n % 3], reason: why }),
  contribute: () => ({ note: '已出车两台、六人' }),
  remind: () => ({ note: '请按期反馈' }),
  requestExtension: (_, n) => ({ workingDays: [1, 3, 6, 20][n % 4], cause: 'WEATHER', reason: why }),
  object: (_, n) => ({ type: n % 2 ? 'FACTS' : 'DUPLICATE', grounds: why }),
  hold: ({ now }, n) => ({
    reason: why,
    interim: '先行覆盖',
    until: daysOn(now, [5, 45, 200][n % 3] ?? 5),
    owner: '王主任',
  }),
  endHold: () => ({ reason: why }),
  withdraw: () => ({ reason: '责任单位认定错误' }),
  reopen: () => ({ reason: '群众反映垃圾再次堆放' }),
}

/** The moments of a form that may not lie in the future, moved there. */
export const inTheFuture = (form: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(form).map(([key, value]) => [
      key,
      ['doneAt', 'visitedAt', 'heldAt', 'spokenAt'].includes(key) ? '2099-01-01T00:00:00.000Z' : value,
    ]),
  )
