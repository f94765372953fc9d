import { type Browser, expect, type Page } from '@playwright/test'
import { pick } from './acting.ts'
import { accessible, addPhotos, fits, type Screen, signIn, test } from './people.ts'

/** A notice from a problem of the county to its closing, by its five roles, at a desk and on a phone. */
for (const screen of ['desktop', 'phone'] as const) {
  test(`launched, signed, received, rectified, seen by two, closed (${screen})`, async ({ browser }) => {
    const inspector = await signIn(browser, 'taoxingyuan', screen)
    const title = await launchFromProblem(inspector, screen)
    await looksRight(inspector)

    const director = await opens(browser, 'weichangfeng', screen, title)
    await director.getByText('同意签发', { exact: true }).click()
    await director.getByRole('button', { name: '同意签发' }).click()
    await director.getByRole('dialog').getByRole('button', { name: '同意签发' }).click()
    await expect(director.getByText(/云创督办〔\d{4}〕\d+号/).first()).toBeVisible()

    // The inspector's page was open all the while: it moves on by itself.
    await expect(inspector.getByText('签收督办通知').first()).toBeVisible()

    const { liaison: liaisonName, head: headName } = await whoOf(inspector)
    const liaison = await opens(browser, liaisonName, screen, title)
    await liaison.getByRole('button', { name: '签收', exact: true }).click()
    await expect(liaison.getByRole('heading', { name: '整改并书面反馈' }).first()).toBeVisible()
    await liaison.getByLabel('整改措施与结果').fill('已组织人员全部清理，安排专人每日巡查两次，防止反弹。')
    await expect(liaison.getByText(/草稿已保存/)).toBeVisible()
    await looksRight(liaison)

    const head = await opens(browser, headName, screen, title)
    await expect(head.getByLabel('整改措施与结果')).toHaveValue(/每日巡查两次/)
    await head.getByRole('button', { name: '现在' }).click()
    const report = head.getByRole('region', { name: '整改并书面反馈' })
    await head.getByRole('button', { name: '提交整改反馈' }).click()
    await expect(report.getByText('至少需要 2 项', { exact: true })).toBeVisible()
    await addPhotos(report, 2, 1)
    await head.getByRole('button', { name: '提交整改反馈' }).click()
    await expect(head.getByText('现场核查').first()).toBeVisible()
    await looksRight(head)

    await inspector.getByRole('button', { name: '现在' }).click()
    await pick(inspector.locator('main'), '第二核查人', '卓明察')
    await inspector.getByText('落实，可以销号').click()
    await inspector.getByLabel('核查意见').fill('现场已清理干净，保洁人员在岗。')
    await addPhotos(inspector.getByRole('region', { name: '现场核查' }), 1)
    await inspector.getByRole('button', { name: '提交核查结论' }).click()
    await expect(inspector.getByText('会签核查结论').first()).toBeVisible()

    const second = await opens(browser, 'zhuomingcha', screen, title)
    await second.getByText('同意核查结论').click()
    await second.getByRole('button', { name: '提交会签意见' }).click()
    await second.getByRole('dialog').getByRole('button', { name: '提交会签意见' }).click()
    await expect(second.getByText('落实销号').first()).toBeVisible()
    await looksRight(second)
    await expect(inspector.getByText('落实销号').first()).toBeVisible()
  })
}

/** The people of the unit that the open problem belongs to; both screens take a problem of another unit. */
async function whoOf(page: Page): Promise<{ liaison: string; head: string }> {
  const unit = await page.locator('main').innerText()
  return unit.includes('工业和信息化局')
    ? { liaison: 'd11liaison', head: 'd11head' }
    : { liaison: 'd23liaison', head: 'd23head' }
}

async function launchFromProblem(page: Page, screen: Screen): Promise<string> {
  const problem = screen === 'desktop' ? 'WT-0054' : 'WT-0037'
  await page.goto('/launch')
  await page.getByPlaceholder('编号、情况、路段、单位').fill(problem)
  await page.getByPlaceholder('编号、情况、路段、单位').press('Enter')
  await page.locator('main').getByRole('link', { name: '发起督办' }).click()
  const subject = page.getByLabel('督办事项')
  await expect(subject).not.toHaveValue('')
  const title = `${await subject.inputValue()}（${screen === 'desktop' ? '一' : '二'}）`
  await subject.fill(title)
  await page.getByLabel('事实').fill('现场核查发现问题仍然存在，周边群众反映强烈，照片附后。')
  await page.getByLabel('整改要求与标准').fill('立即清理到位，落实专人管理，防止反弹。')
  await page.getByLabel('依据').fill('《国家卫生城市标准》市容环境卫生部分')
  await looksRight(page)
  await page.getByRole('button', { name: '提交审签' }).click()
  await expect(page.getByText('至少需要 1 项', { exact: true })).toBeVisible()
  await addPhotos(page.locator('.launch-form'), 1)
  await page.getByRole('button', { name: '提交审签' }).click()
  await expect(page).toHaveURL(/\/cases\//)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  return title
}

/** Signs in and opens the case from the inbox, as somebody does who was told to look. */
async function opens(browser: Browser, username: string, screen: Screen, title: string): Promise<Page> {
  const page = await signIn(browser, username, screen)
  await page
    .getByRole('link', { name: new RegExp(title.replace(/[（）]/g, '.')) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
  return page
}

async function looksRight(page: Page): Promise<void> {
  await fits(page)
  await accessible(page)
}
