import { expect } from '@playwright/test'
import { at, choose, looksRight, openAt, pick } from './acting.ts'
import { addPhotos, test } from './people.ts'
import { as, correct, deliveredNotice, issuedNotice } from './seeded.ts'

/** People who are away, who leave, and units that are no more: what is theirs goes on, in sight of everybody. */

for (const screen of ['desktop', 'phone'] as const) {
  test(`a head goes on leave; the liaison reports in both names until the head is back (${screen})`, async ({
    browser,
  }) => {
    const caseId = await deliveredNotice(`请假代理：背街小巷积水（${screen}）`)
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await head.getByRole('button', { name: /贾通商/ }).click()
    await head.getByText('请假与代理', { exact: true }).click()
    await expect(head.getByRole('heading', { level: 1, name: '请假与代理' })).toBeVisible()
    await looksRight(head)
    await head.getByRole('button', { name: '登记请假' }).click()
    await expect(head.getByText('请填写').first()).toBeVisible()
    await pick(head.locator('main'), '代理人', '祝联芳')
    await head.getByLabel('事由').fill('外出培训')
    await head.getByRole('button', { name: '登记请假' }).click()
    const asked = head.getByRole('dialog', { name: '由祝联芳代理？' })
    await expect(asked.getByText(/须本人到场或本人签字的/)).toBeVisible()
    await asked.getByRole('button', { name: '登记请假' }).click()
    await expect(head.getByText('由祝联芳代理', { exact: true }).first()).toBeVisible()
    await expect(head.getByText('请假中')).toBeVisible()
    await looksRight(head)

    const liaison = await at(browser, 'zhulianfang', screen, caseId)
    const report = liaison.getByRole('region', { name: '整改并书面反馈' })
    await expect(report.getByText(/贾通商请假，由您代理/)).toBeVisible()
    await looksRight(liaison)
    await report.getByLabel('整改措施与结果').fill('已疏通管道并清除积水，安排专人巡查。')
    await report.getByRole('button', { name: '现在' }).click()
    await addPhotos(report, 2, 1)
    await report.getByRole('button', { name: '提交整改反馈' }).click()
    await expect(liaison.getByText('祝联芳（代贾通商）').first()).toBeVisible()
    await looksRight(liaison)
    await liaison.goto('/leave')
    await expect(liaison.getByText('由我代理')).toBeVisible()
    await looksRight(liaison)

    await head.getByRole('button', { name: '销假' }).first().click()
    await head.getByRole('dialog', { name: '贾通商销假？' }).getByRole('button', { name: '销假' }).click()
    await expect(head.getByText('已销假').first()).toBeVisible()
    await liaison.reload()
    await expect(liaison.getByText('由我代理')).toHaveCount(0)
  })

  test(`an account is not closed while tasks are named to it: they are handed over first (${screen})`, async ({
    browser,
  }) => {
    const caseId = await issuedNotice(`离任移交：沿街乱挂横幅（${screen}）`)
    const { me } = await as('zhulianfang')
    await correct('jiatongshang', caseId, 'receipt', 'assign', { userId: me.userId, reason: '' })
    const page = await openAt(browser, 'admin', screen, '/accounts')
    await page.getByLabel('查找账号').fill('祝联芳')
    await page.getByRole('button', { name: '祝联芳的操作' }).click()
    await page.getByText('停用账号', { exact: true }).click()
    const asked = page.getByRole('dialog', { name: '停用祝联芳的账号？' })
    await asked.getByRole('button', { name: '停用', exact: true }).click()
    await expect(asked.getByText(/祝联芳还有\d+件在办任务/)).toBeVisible()
    await asked.getByRole('button', { name: '移交任务' }).click()

    const drawer = page.getByRole('dialog', { name: '移交祝联芳的任务' })
    const row = drawer.getByRole('listitem').filter({ hasText: `离任移交：沿街乱挂横幅（${screen}）` })
    await choose(row.getByRole('combobox'), '贾通商')
    await drawer.getByLabel('移交理由').fill('调离本单位，工作移交')
    await looksRight(page)
    await drawer.getByRole('button', { name: /^移交\d+件$/ }).click()
    await page
      .getByRole('dialog', { name: /移交\d+件任务？/ })
      .getByRole('button', { name: '移交', exact: true })
      .click()
    await expect(row.getByText('已移交')).toBeVisible()
    const head = await at(browser, 'jiatongshang', screen, caseId)
    await expect(head.getByText(/移交承办人，调离本单位，工作移交/).first()).toBeVisible()
  })
}

test('a unit is renamed and merged; the log says what it was', async ({ browser }) => {
  const page = await openAt(browser, 'admin', 'desktop', '/units')
  await page.getByLabel('查找单位').fill('T11')
  await expect(page.getByText('没有符合条件的单位')).toBeVisible()
  await page.getByLabel('查找单位').fill('')
  const row = page.locator('.unit').nth(-2)
  const name = (await row.locator('strong').innerText()).trim()
  await page.getByRole('button', { name: `${name}更名` }).click()
  await page.getByRole('dialog').getByLabel('单位名称').fill('新城街道办事处')
  await page.getByRole('dialog').getByLabel('简称').fill('新城')
  await page.getByRole('dialog').getByLabel('依据').fill('县政府批复更名')
  await looksRight(page)
  await page.getByRole('dialog').getByRole('button', { name: '更名' }).click()
  await expect(page.getByText('新城街道办事处')).toBeVisible()

  await page.getByRole('button', { name: '合并新城街道办事处' }).click()
  const drawer = page.getByRole('dialog', { name: '新城街道办事处并入其他单位' })
  await drawer.getByLabel('并入').click()
  await page.locator('.ant-select-item-option').last().click()
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await drawer.getByLabel('依据').fill('机构改革方案')
  await expect(drawer.getByText(/合并不能撤销/)).toBeVisible()
  await looksRight(page)
  await drawer.getByRole('button', { name: '合并' }).click()
  await page
    .getByRole('dialog', { name: /^新城街道办事处并入.+？$/ })
    .getByRole('button', { name: '合并' })
    .click()
  await expect(drawer.getByText(/^已并入/)).toBeVisible()
  await drawer.getByRole('button', { name: /关闭|Close/ }).click()
  await expect(page.getByText(/^已并入/).first()).toBeVisible()
  await looksRight(page)

  for (const [username, screen] of [
    ['admin', 'desktop'],
    ['shenheshi', 'phone'],
  ] as const) {
    const log = await openAt(browser, username, screen, '/administration')
    await expect(log.getByText('单位合并').first()).toBeVisible()
    await expect(log.getByText(new RegExp(`名称 ${name}`)).first()).toBeVisible()
    await looksRight(log)
  }
  const phone = await openAt(browser, 'admin', 'phone', '/units')
  await expect(phone.getByText(/^已并入/).first()).toBeVisible()
  await looksRight(phone)
})

/** A page of somebody who is signed in. */
