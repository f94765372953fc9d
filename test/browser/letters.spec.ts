import { type Browser, expect, type Page } from '@playwright/test'
import { answerAs, looksRight, openAt } from './acting.ts'
import { accessible, fits, screens, test } from './people.ts'

/** Letters for many units at a desk, and a citizen who takes a complaint back on a phone. */

test('letters for many units: a template, its units, each letter before it is sent, and how far they are', async ({
  browser,
}) => {
  const director = await openAt(browser, 'weichangfeng', 'desktop', '/year?tab=letters&year=2043')
  await director.getByRole('link', { name: '批量下发' }).click()
  await expect(director.getByText('本年度还没有模板')).toBeVisible()
  await looksRight(director)
  await director.getByRole('button', { name: '新建模板' }).click()
  const dialog = director.getByRole('dialog', { name: '新建模板' })
  await dialog.getByLabel('模板名称').fill('部门通用')
  await dialog.getByLabel('总体目标').fill('{单位}完成{年度}年创卫任务：{职责}。')
  await dialog.getByLabel('任务', { exact: true }).fill('包保路段{路段}达标')
  await dialog.getByLabel('量化值').fill('{路段数}条')
  await dialog.getByLabel('完成时限').fill('2043-10-31')
  await dialog.getByLabel('分值').fill('100')
  await dialog.getByText('必成', { exact: true }).click()
  await dialog.getByLabel('奖惩条款').fill('按考核奖惩办法第八条执行。')
  await dialog.getByLabel('审批依据').fill('云委办〔2043〕9号')
  await looksRight(director)
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(director.getByText(/^第1版 /)).toBeVisible()

  const chooseUnits = async () => {
    await director.getByLabel('搜索单位').fill('商务')
    await director.getByRole('checkbox', { name: '县商务局' }).check()
    await director.getByLabel('搜索单位').fill('城')
    await director.getByRole('button', { name: /选中这\d+个/ }).click()
  }
  await chooseUnits()
  const preview = director.getByRole('region', { name: '三、逐份预览' })
  await preview.getByText('县商务局', { exact: true }).click()
  await expect(preview.getByText('县商务局完成2043年创卫任务').first()).toBeVisible()
  // Nobody sends to many what law has not seen once.
  await expect(preview.getByText('本模板第1版尚未经法制审核放行')).toBeVisible()
  await expect(preview.getByRole('button', { name: /下发\d+份责任书/ })).toBeDisabled()
  await looksRight(director)
  await director.getByRole('button', { name: '第1版送法制审核' }).click()
  await expect(director.getByRole('link', { name: '查看第1版的法制审核' })).toBeVisible()
  const legal = await openAt(browser, 'jianglvyan', 'phone', '/')
  await legal
    .getByRole('link', { name: /责任书模板《部门通用》第1版法制审核/ })
    .first()
    .click()
  await expect(legal.getByText('包保路段{路段}达标').first()).toBeVisible()
  await looksRight(legal)
  await answerAs(legal, '法制审核责任书模板', { chosen: ['同意'], label: '提交' })
  await expect(legal.getByText('已放行').first()).toBeVisible()
  await director.reload()
  await director.getByRole('radio', { name: /部门通用.*已放行/ }).check()
  await chooseUnits()
  await looksRight(director)
  await preview.getByRole('button', { name: /下发\d+份责任书/ }).click()
  const results = director.getByRole('region', { name: '下发情况' })
  await expect(results.getByRole('status')).toContainText(/已下发\d+份，跳过0个/)
  await expect(results.getByText('已收到，正在发起')).toHaveCount(0, { timeout: 30_000 })
  await looksRight(director)

  // A unit that has its letter of the year is told so before anything is sent.
  await director.getByRole('button', { name: '继续下发其他单位' }).click()
  await director.getByRole('radio', { name: /部门通用/ }).check()
  await director.getByLabel('搜索单位').fill('商务')
  await director.getByRole('checkbox', { name: '县商务局' }).check()
  await expect(preview.getByText(/已有责任书 ZR-2043-D25/)).toBeVisible()
  await expect(preview.getByRole('button', { name: '下发0份责任书，送单位签订' })).toBeDisabled()
})

async function citizen(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.CHUANGWEI_TEST_URL,
    viewport: screens.phone,
    hasTouch: true,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto('/jubao')
  return page
}

test('a citizen takes a complaint back by its code: asked once more, the reason theirs to give', async ({
  browser,
}) => {
  const page = await citizen(browser)
  await page.getByLabel('在哪里').fill('桂香巷北口')
  await page.getByLabel('什么情况').fill('巷口每天夜里有人偷倒装修垃圾，占了半条路。')
  // Nobody writes faster than this.
  await page.waitForTimeout(4_500)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('heading', { name: '已收到' })).toBeVisible()
  await page.getByRole('button', { name: '查进展' }).last().click()
  await page.getByRole('button', { name: '撤回举报' }).click()
  await expect(page.getByText('确认撤回这件举报？')).toBeVisible()
  await fits(page)
  await accessible(page)
  await page.getByRole('button', { name: '不撤回' }).click()
  await page.getByRole('button', { name: '撤回举报' }).click()
  await page.getByLabel('原因（可不填）').fill('已有人清理')
  await page.getByRole('button', { name: '确认撤回' }).click()
  await expect(page.getByRole('heading', { name: '已撤回' })).toBeVisible()
  await expect(page.getByRole('button', { name: '撤回举报' })).toHaveCount(0)
  await fits(page)
  await accessible(page)
})
