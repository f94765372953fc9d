import { expect } from '@playwright/test'
import { at, openAct, inDays, looksRight, menuOf, send } from './acting.ts'
import { test } from './people.ts'
import { deliveredNotice } from './seeded.ts'

/** The lawful corrections of an open step, as the unit asks for them and as they are ruled on; each is in sight on the case. */
for (const screen of ['desktop', 'phone'] as const) {
  test(`an extension is asked for, refused when too long, granted (${screen})`, async ({ browser }) => {
    const caseId = await deliveredNotice(`夜市油烟扰民未整改（${screen}）`)
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await openAct(head, '整改并书面反馈', '申请延期')
    const dialog = head.getByRole('dialog', { name: '申请延期' })
    await dialog.getByLabel('申请延长（工作日）').fill('30')
    await dialog.getByText('工程量', { exact: true }).click()
    await dialog.getByLabel('理由').fill('油烟净化器须由厂家定制，到货需要三天。')
    await looksRight(head)
    await send(head, '提交延期申请', '确认申请延期？')
    await expect(dialog.getByText('延长后不得超过原期限的两倍。')).toBeVisible()

    // Closed and opened again, what was typed is still there.
    await dialog.getByRole('button', { name: /关闭|Close/ }).click()
    await openAct(head, '整改并书面反馈', '申请延期')
    await expect(dialog.getByLabel('理由')).toHaveValue(/厂家定制/)
    await dialog.getByLabel('申请延长（工作日）').fill('3')
    await send(head, '提交延期申请', '确认申请延期？')
    await expect(head.getByText('延期审批中（审批期间不认定逾期）').first()).toBeVisible()

    const director = await at(browser, 'weichangfeng', screen, caseId)
    const ruling = director.getByRole('region', { name: '审批延期申请' })
    await expect(ruling.getByText('油烟净化器须由厂家定制，到货需要三天。')).toBeVisible()
    await ruling.getByText('同意', { exact: true }).click()
    await ruling.getByLabel('审批意见').fill('情况属实，同意延期。')
    await looksRight(director)
    await ruling.getByRole('button', { name: '同意' }).click()
    await expect(director.getByText('延期审批中（审批期间不认定逾期）')).toHaveCount(0)
    await expect(ruling).toHaveCount(0)

    // The unit's page moved on by itself, and the sum of the due date says by whom it was made later.
    const work = head.locator('.record', { has: head.getByRole('heading', { name: '整改并书面反馈' }) })
    await expect(head.getByText('延期审批中（审批期间不认定逾期）')).toHaveCount(0)
    await work.getByText('期限怎么算的').click()
    await expect(work.getByText('加3个工作日')).toBeVisible()
    await expect(work.getByText('魏长风批准')).toBeVisible()
    await looksRight(head)
  })

  test(`an objection stops the clock and is dismissed (${screen})`, async ({ browser }) => {
    const caseId = await deliveredNotice(`公厕破损无人维修（${screen}）`)
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await openAct(head, '整改并书面反馈', '提出异议')
    const dialog = head.getByRole('dialog', { name: '提出异议' })
    await dialog.getByText('事实有误').click()
    await dialog.getByLabel('异议理由与依据').fill('破损处已于上周修复，照片为修复前所摄。')
    await send(head, '提出异议', '确认提出异议？')
    await expect(head.getByText(/异议审理中（自.+停止计时）/).first()).toBeVisible()
    await expect(head.getByText('停止计时中').first()).toBeVisible()
    await looksRight(head)

    const deputy = await at(browser, 'xuqinghe', screen, caseId)
    const ruling = deputy.getByRole('region', { name: '裁定异议' })
    await expect(ruling.getByText('破损处已于上周修复，照片为修复前所摄。')).toBeVisible()
    await ruling.getByText('异议不成立，期限顺延').click()
    await ruling.getByLabel('理由').fill('经复核，照片摄于通知当日，异议不成立。')
    await looksRight(deputy)
    await ruling.getByRole('button', { name: '裁定异议不成立' }).click()
    await deputy.getByRole('dialog').getByRole('button', { name: '裁定异议不成立' }).click()
    await expect(ruling).toHaveCount(0)

    await expect(head.getByText(/异议审理中（自/)).toHaveCount(0)
    await expect(head.getByText(/恢复计时，扣除停止的时间/)).toBeVisible()
    // Once a round: it is not offered again.
    await menuOf(head, '整改并书面反馈').click()
    await expect(head.getByText('申请延期', { exact: true })).toBeVisible()
    await expect(head.getByText('提出异议', { exact: true })).toHaveCount(0)
  })

  test(`a hold is granted (${screen})`, async ({ browser }) => {
    const caseId = await deliveredNotice(`雨污管网混接（${screen}）`)
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await openAct(head, '整改并书面反馈', '申请挂账')
    const dialog = head.getByRole('dialog', { name: '申请挂账' })
    await dialog.getByLabel('挂账原因').fill('管网施工许可须上级审批，法定期限未满。')
    await dialog.getByLabel('临时措施').fill('已设围挡，每日清掏两次。')
    await dialog.getByLabel('销账日').fill(inDays(20))
    await dialog.getByLabel('责任人').fill('贾通商')
    await send(head, '提交挂账申请')
    await expect(head.getByText(/挂账审批中/).first()).toBeVisible()

    const deputy = await at(browser, 'xuqinghe', screen, caseId)
    const ruling = deputy.getByRole('region', { name: '审批挂账' })
    await expect(ruling.getByText('已设围挡，每日清掏两次。')).toBeVisible()
    await ruling.getByText('同意', { exact: true }).click()
    await ruling.getByLabel('审批意见').fill('情况属实，同意挂账。')
    await ruling.getByRole('button', { name: '同意' }).click()
    await expect(deputy.getByText(/挂账中（自.+停止计时，至.+销账）/).first()).toBeVisible()
    await expect(head.getByText(/挂账中（自.+停止计时，至.+销账）/).first()).toBeVisible()
    await looksRight(head)
  })

  test(`the office reminds the unit by hand (${screen})`, async ({ browser }) => {
    const caseId = await deliveredNotice(`早市占道经营（${screen}）`)
    const inspector = await at(browser, 'taoxingyuan', screen, caseId)
    await openAct(inspector, '整改并书面反馈', '催办')
    await inspector.getByRole('dialog', { name: '催办' }).getByLabel('催办内容').fill('请抓紧办理并报送进度。')
    await send(inspector, '催办')
    await expect(inspector.getByText('已催办1次').first()).toBeVisible()
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await expect(head.getByText('已催办1次').first()).toBeVisible()
    await expect(head.getByText(/催办，请抓紧办理并报送进度。/)).toBeVisible()
    await looksRight(head)
  })
}
