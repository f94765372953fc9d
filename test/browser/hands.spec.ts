import { expect } from '@playwright/test'
import { at, openAct, inDays, looksRight, pick, send } from './acting.ts'
import { test } from './people.ts'
import { answer, closedNotice, correct, deliveredNotice, issuedNotice } from './seeded.ts'

/** Who acts on a step, and how a whole case is taken back or taken up again: by those entitled, each in sight on the case. */

test('a step is assigned to somebody, who transfers it', async ({ browser }) => {
  const caseId = await issuedNotice('指定与转办：沿街乱贴小广告')
  const head = await at(browser, 'jiatongshang', 'desktop', caseId)
  await openAct(head, '签收督办通知', '指定承办人')
  await pick(head.getByRole('dialog'), '指定承办人', '祝联芳')
  await looksRight(head)
  await send(head, '指定')
  await expect(head.getByText('这一步已指定专人办理，请联系被指定的同志。')).toBeVisible()

  const liaison = await at(browser, 'zhulianfang', 'desktop', caseId)
  await expect(liaison.getByRole('button', { name: '签收', exact: true })).toBeVisible()
  await openAct(liaison, '签收督办通知', '转办')
  await pick(liaison.getByRole('dialog'), '转办给', '贾通商')
  await liaison.getByRole('dialog').getByLabel('理由').fill('本人外出培训，请局长签收。')
  await send(liaison, '转办', '确认转办？')
  await expect(liaison.getByRole('button', { name: '签收', exact: true })).toHaveCount(0)
  await expect(head.getByRole('button', { name: '签收', exact: true })).toBeVisible()
})

test('a step is delegated and handed back (phone)', async ({ browser }) => {
  const caseId = await deliveredNotice('委派代办：绿化带内堆物')
  const head = await at(browser, 'jiatongshang', 'phone', caseId)
  await openAct(head, '整改并书面反馈', '委派他人代办')
  await pick(head.getByRole('dialog'), '委派给', '祝联芳')
  await head.getByRole('dialog').getByLabel('交办要求').fill('请现场核实并清理。')
  await looksRight(head)
  await send(head, '委派')
  await expect(head.getByText('已委派祝联芳代办').first()).toBeVisible()

  const liaison = await at(browser, 'zhulianfang', 'phone', caseId)
  await liaison.getByRole('button', { name: '办完交回' }).click()
  await liaison.getByRole('dialog').getByLabel('办理情况').fill('已清理完毕，照片附后。')
  await looksRight(liaison)
  await send(liaison, '交回')
  await expect(head.getByText('已委派祝联芳代办')).toHaveCount(0)
  await expect(head.getByText(/办完交回，已清理完毕/)).toBeVisible()
})

test('a unit that helps is added and reports (phone)', async ({ browser }) => {
  const caseId = await deliveredNotice('协办：背街小巷路灯不亮')
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  await openAct(inspector, '整改并书面反馈', '增加协办单位')
  await pick(inspector.getByRole('dialog'), '协办单位', '县住房和城乡建设局')
  await inspector.getByRole('dialog').getByLabel('协办事项').fill('配合抢修路灯线路。')
  await looksRight(inspector)
  await send(inspector, '增加协办')
  await expect(inspector.getByText(/协办单位：.*住房和城乡建设/).first()).toBeVisible()

  const helper = await at(browser, 'dingzhucheng', 'phone', caseId)
  await helper.getByRole('button', { name: '报送协办情况' }).click()
  await helper.getByRole('dialog').getByLabel('协办情况').fill('已更换线路两百米，路灯恢复。')
  await looksRight(helper)
  await send(helper, '报送')
  await expect(inspector.getByText(/报送协办情况，已更换线路两百米/)).toBeVisible()
})

test('a hold is ended before its day', async ({ browser }) => {
  const caseId = await deliveredNotice('挂账恢复：雨污管网混接')
  const until = new Date(`${inDays(20)}:00+08:00`).toISOString()
  const asked = { reason: '管网施工许可须上级审批。', interim: '已设围挡。', until, owner: '贾通商' }
  await correct('jiatongshang', caseId, 'rectify', 'hold', asked)
  await answer('xuqinghe', caseId, 'holdRuling', { decision: 'GRANT', reason: '情况属实，同意挂账。' })
  const head = await at(browser, 'jiatongshang', 'desktop', caseId)
  await head.goto(`/?search=${caseId}`)
  await expect(head.getByText(/挂账中，至\d+月\d+日/)).toBeVisible()
  const director = await at(browser, 'weichangfeng', 'desktop', caseId)
  await expect(director.getByText(/挂账中（自/).first()).toBeVisible()
  await openAct(director, '整改并书面反馈', '恢复计时')
  await director.getByRole('dialog').getByLabel('恢复计时的理由').fill('许可已批复，可以施工。')
  await looksRight(director)
  await send(director, '恢复计时', '确认恢复计时？')
  await expect(director.getByText(/挂账中（自/)).toHaveCount(0)
  await expect(director.getByText(/恢复计时，扣除停止的时间/)).toBeVisible()
})

test('a formal reminder is sent by hand, numbered, and printed', async ({ browser }) => {
  const caseId = await deliveredNotice('催办通知书：夜市垃圾未清')
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  await openAct(inspector, '整改并书面反馈', '催办')
  const dialog = inspector.getByRole('dialog', { name: '催办' })
  await dialog.getByText('发《催办通知书》', { exact: true }).click()
  await dialog.getByLabel('催办内容').fill('请抓紧清理并按期反馈。')
  await looksRight(inspector)
  await send(inspector, '发催办通知书', '确认发《催办通知书》？')
  const listed = inspector.getByRole('link', { name: '打印催办通知书（整改并书面反馈）（新窗口）' })
  await expect(listed).toBeVisible()
  await expect(inspector.getByText(/云创催办〔\d{4}〕\d+号/).first()).toBeVisible()
  const [printed] = await Promise.all([inspector.context().waitForEvent('page'), listed.click()])
  await expect(printed.getByRole('heading', { name: '催办通知书' })).toBeVisible()
  await expect(printed.getByText('催办要求：请抓紧清理并按期反馈。')).toBeVisible()
})

test('a notice is withdrawn before it is received', async ({ browser }) => {
  const caseId = await issuedNotice('撤回：责任单位认定有误')
  const inspector = await at(browser, 'taoxingyuan', 'desktop', caseId)
  await inspector.getByRole('button', { name: '撤回督办' }).click()
  await inspector.getByRole('dialog').getByLabel('撤回原因').fill('责任单位认定有误，另行下发。')
  await looksRight(inspector)
  await send(inspector, '撤回督办')
  await expect(inspector.locator('.sentences').getByText(/已办结：已撤回/)).toBeVisible()
})

test('a closed case is reopened', async ({ browser }) => {
  const caseId = await closedNotice('反弹：农贸市场周边占道')
  const director = await at(browser, 'weichangfeng', 'desktop', caseId)
  await director.getByRole('button', { name: '重新督办' }).click()
  await director.getByRole('dialog').getByLabel('重新督办的理由').fill('群众反映占道再次出现，现场属实。')
  await looksRight(director)
  await send(director, '重新督办', '确认重新督办？')
  await expect(director.getByText('拟下一次督办').first()).toBeVisible()
})
