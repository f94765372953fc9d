import { expect } from '@playwright/test'
import { answerAs, at, openAct, inDays, looksRight, pick, send, wallClock } from './acting.ts'
import { answer, as, failedTwice, now, skipToDue } from './seeded.ts'
import { test } from './people.ts'

/** A talk and a disposition, each act by whom it is for; the liaison sees that they go on, not what is said. */

const place = '县政府二号会议室'

test('a talk is proposed, checked, approved and put off', async ({ browser }) => {
  const caseId = await failedTwice('约谈：望溪市场垃圾两次未落实')
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  const proposing = inspector.getByRole('region', { name: '提请约谈' })
  await pick(proposing, '约谈人（县领导）', '许清和')
  await looksRight(inspector)
  await answerAs(inspector, '提请约谈', { label: '提请约谈' })

  const lawyer = await at(browser, 'jianglvyan', 'desktop', caseId)
  await answerAs(lawyer, '核对约谈程序', { chosen: ['程序完备'], label: '核对通过' })

  const commander = await at(browser, 'qinwangshu', 'desktop', caseId)
  await answerAs(commander, '审批约谈', {
    chosen: ['同意约谈'],
    filled: { 约谈时间: inDays(20), 约谈地点: place },
    label: '同意约谈',
    question: '确认同意约谈？',
  })
  const head = await at(browser, 'jiatongshang', 'phone', caseId)
  await answerAs(head, '签收约谈通知', { label: '签收' })

  await openAct(commander, '约谈并记录', '约谈改期')
  const dialog = commander.getByRole('dialog', { name: '约谈改期' })
  await dialog.getByLabel('新的约谈时间').fill(inDays(1))
  await dialog.getByLabel('约谈地点').fill('县政府三号会议室')
  await dialog.getByLabel('改期理由').fill('指挥长临时公务。')
  await looksRight(commander)
  await send(commander, '改期并发通知', '确认改期？')
  await expect(dialog.getByText(/最早.+新通知送达须满两个工作日/).first()).toBeVisible()
  await dialog.getByLabel('新的约谈时间').fill(inDays(25))
  await send(commander, '改期并发通知', '确认改期？')
  await expect(commander.getByText('约谈通知书（改期）').first()).toBeVisible()
  await answerAs(head, '签收约谈通知', { label: '签收' })

  await openAct(head, '约谈并记录', '书面请假，申请改期')
  await head.getByRole('dialog').getByLabel('申请改到').fill(inDays(27))
  await head.getByRole('dialog').getByLabel('不能参加的原因与佐证').fill('县外公务，附公函。')
  await looksRight(head)
  await send(head, '提交改期申请', '确认申请改期？')
  await expect(head.getByText('改期审批中（未获同意的，按原定时间）').first()).toBeVisible()
  await answerAs(commander, '审批约谈改期', {
    chosen: ['不同意'],
    filled: { 审批意见: '请按时到场。' },
    label: '不同意',
  })
  await expect(head.getByText(/改期：单位申请1次，组织方1次/).first()).toBeVisible()

  await inspector.goto('/talks')
  await expect(inspector.getByRole('row', { name: /约谈：望溪市场垃圾/ })).toContainText('县政府三号会议室')
})

test('a talk is held in person and signed; the liaison sees that it was, not what was said', async ({ browser }) => {
  const caseId = await failedTwice('约谈记录：望溪市场垃圾两次未落实')
  await summoned(caseId)
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  const commander = await at(browser, 'qinwangshu', 'desktop', caseId)
  const head = await at(browser, 'jiatongshang', 'phone', caseId)
  const record = inspector.getByRole('region', { name: '约谈并记录' })
  await record.getByText('主要负责人本人到场').click()
  await pick(record, '被约谈人', '贾通商')
  await record.getByLabel('最后期限').fill('10')
  await looksRight(inspector)
  await answerAs(inspector, '约谈并记录', {
    filled: {
      约谈时间: wallClock(await now(caseId)),
      被约谈人陈述: '认识不足，深刻检讨，资金未到位。',
      约谈要求: '限期整改到位。',
      承诺事项: '十个工作日内全部完成并落实保洁。',
    },
    label: '提交约谈记录',
    question: '确认提交约谈记录？',
  })
  const signing = { label: '核对无误，签字', question: '确认签字？' }
  await answerAs(commander, '核对约谈记录并签字（约谈人）', signing)
  await answerAs(head, '核对约谈记录并签字（被约谈人）', {
    ...signing,
    filled: { 保留意见: '请组织考虑专项资金困难。' },
  })
  await expect(commander.getByText('约谈后整改中').first()).toBeVisible()

  const liaison = await at(browser, 'zhulianfang', 'desktop', caseId)
  await expect(liaison.getByText('具体内容仅限有关人员查阅。').first()).toBeVisible()
  await expect(liaison.getByText('认识不足，深刻检讨，资金未到位。')).toHaveCount(0)
  await expect(liaison.getByRole('link', { name: /下载约谈记录/ })).toHaveCount(0)
  await looksRight(liaison)
})

test('a disposition is proposed, answered, reviewed, decided together, decided by the organ', async ({ browser }) => {
  const caseId = await failedTwice('处理建议：望溪市场约谈后仍未落实')
  await talkedTo(caseId)
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  const draft = inspector.getByRole('region', { name: '拟处理建议' })
  await pick(draft, '建议种类', '诫勉')
  await looksRight(inspector)
  await answerAs(inspector, '拟处理建议', {
    filled: { 依据条款: '《督查督办制度》第十条' },
    label: '提出处理建议',
    question: '确认提出处理建议？',
  })
  const head = await at(browser, 'jiatongshang', 'phone', caseId)
  await looksRight(head)
  await answerAs(head, '陈述申辩', {
    chosen: ['提出陈述申辩'],
    filled: { 陈述申辩内容: '专项资金未到位，已三次书面申请。' },
    label: '提交陈述申辩',
  })
  const lawyer = await at(browser, 'jianglvyan', 'desktop', caseId)
  await answerAs(lawyer, '法制审核处理建议', { chosen: ['程序完备'], label: '核对通过' })
  const director = await at(browser, 'weichangfeng', 'desktop', caseId)
  await answerAs(director, '登记集体研究结论', {
    chosen: ['同意，送有权机关'],
    filled: { 会议纪要号: '〔2026〕9号', 会议时间: wallClock(await now(caseId)), 申辩采纳情况: '部分采纳。' },
    label: '登记并送有权机关',
    question: '确认送有权机关？',
  })
  await expect(director.getByText('已移送有权机关办理').first()).toBeVisible()

  await director.goto('/dispositions')
  const row = director.getByRole('row', { name: /处理建议：望溪市场/ })
  await expect(row).toContainText('已移送有权机关办理')
  await expect(row).not.toContainText(/登记有权机关决定|到期|还剩/)
  await director.goto(`/cases/${caseId}`)

  const organ = await at(browser, 'peizhili', 'desktop', caseId)
  const decision = organ.getByRole('region', { name: '登记有权机关决定' })
  await decision.getByText('县委组织部', { exact: true }).click()
  await pick(decision, '决定种类', '诫勉')
  await looksRight(organ)
  await answerAs(organ, '登记有权机关决定', {
    filled: { 决定文号: '云组〔2026〕3号', 决定时间: wallClock(await now(caseId)) },
    label: '登记决定',
    question: '确认登记决定？',
  })
  await answerAs(head, '是否申诉', { chosen: ['不申诉'], label: '不申诉', question: '确认不申诉？' })
  await expect(director.getByText(/已办结（有权机关已决定）/).first()).toBeVisible()
})

/** The talk is arranged through the API, and its time has come. */
async function summoned(caseId: string): Promise<void> {
  const deputy = await as('xuqinghe')
  const proposal = { facts: '两次督办均未落实，详见督办卷。', basis: '《督查督办制度》第八条' }
  await answer('taoxingyuan', caseId, 'proposeTalk', { ...proposal, secondLeaderId: deputy.me.userId })
  await answer('jianglvyan', caseId, 'checkProcedure', { decision: 'PASS', opinion: '' })
  const talk = { decision: 'APPROVE', at: await now(caseId), place, opinion: '' }
  await answer('qinwangshu', caseId, 'approveTalk', talk)
  await answer('jiatongshang', caseId, 'talkReceipt', { note: '' })
  await skipToDue('taoxingyuan', caseId, 'holdTalk')
}

/** The talk is held through the API, and what was committed itself to there is not kept. */
async function talkedTo(caseId: string): Promise<void> {
  await summoned(caseId)
  const [deputy, commander, head] = await Promise.all([as('xuqinghe'), as('qinwangshu'), as('jiatongshang')])
  await answer('taoxingyuan', caseId, 'holdTalk', {
    attendance: 'PRESENT',
    attendeeId: head.me.userId,
    heldAt: await now(caseId),
    leaderIds: [commander.me.userId, deputy.me.userId],
    facts: '两次督办均未落实。',
    statement: '认识不足，深刻检讨。',
    demands: '限期整改到位。',
    commitments: '三个工作日内全部完成。',
    limit: { unit: 'WD', value: 3 },
  })
  for (const username of ['qinwangshu', 'xuqinghe']) await answer(username, caseId, 'signAsLeader', { reservation: '' })
  await answer('jiatongshang', caseId, 'signAsPrincipal', { reservation: '' })
  await answer('jiatongshang', caseId, 'planAfterTalk', {
    plan: '增派车辆两台，三个工作日内完成。',
    responsible: '祝联芳',
  })
  await skipToDue('jiatongshang', caseId, 'keepCommitments')
}
