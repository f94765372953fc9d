import { expect, type Page } from '@playwright/test'
import { answerAs, looksRight, openAt, pick, wallClock } from './acting.ts'
import { test } from './people.ts'

/** The year's account as its people meet it: a letter drafted and checked, a deposit confirmed and booked by three hands. */

const pathOf = (page: Page) => new URL(page.url()).pathname

test('a letter is drafted with its tasks, checked by law and signed by the unit on a phone', async ({ browser }) => {
  const director = await openAt(browser, 'weichangfeng', 'desktop', '/year?tab=letters&year=2041')
  await expect(director.getByRole('button', { name: '拟责任书' })).toBeVisible()
  await looksRight(director)
  await director.getByRole('button', { name: '拟责任书' }).click()
  const dialog = director.getByRole('dialog', { name: '拟责任书' })
  await pick(dialog, '责任单位（乙方）', '县商务局')
  await pick(dialog, '责任人', '贾通商')
  await dialog.getByLabel('总体目标').fill('两座农贸市场全部达标。')
  await dialog.getByLabel('任务', { exact: true }).fill('改造望溪市场')
  await dialog.getByLabel('完成时限').fill('2041-10-31')
  await dialog.getByLabel('分值').fill('60')
  await dialog.getByText('必成', { exact: true }).click()
  await dialog.getByLabel('奖惩条款').fill('按考核奖惩办法第八条执行。')
  await dialog.getByLabel('审批依据').fill('云委办〔2041〕9号')
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(dialog.getByText('各项任务的分值合计须为100').first()).toBeVisible()
  await dialog.getByLabel('分值').fill('100')
  await looksRight(director)
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(director).toHaveURL(/\/cases\/ZR-/)
  await expect(director.getByText('改造望溪市场').first()).toBeVisible()
  await looksRight(director)

  const legal = await openAt(browser, 'jianglvyan', 'desktop', `${pathOf(director)}?read=work`)
  await answerAs(legal, '审核责任书', { chosen: ['同意'], label: '提交' })
  const head = await openAt(browser, 'jiatongshang', 'phone', pathOf(director))
  await looksRight(head)
  await answerAs(head, '确认并签订责任书', { chosen: ['确认并签订'], label: '提交' })
  await expect(head.getByText(/等待指挥长/).first()).toBeVisible()
})

test('a deposit is confirmed by the head and booked by three hands', async ({ browser }) => {
  const keeper = await openAt(browser, 'jinkuaiji', 'desktop', '/')
  await keeper.getByRole('link', { name: '考核兑现' }).click()
  // Scores are not theirs to read, and not offered.
  await expect(keeper.getByRole('tab', { name: '责任书' })).toBeVisible()
  await expect(keeper.getByRole('tab', { name: '半年考核' })).toHaveCount(0)
  await keeper.getByRole('tab', { name: '保证金' }).click()
  await keeper.getByLabel('年度', { exact: true }).fill('2041')
  await keeper.keyboard.press('Enter')
  await expect(keeper.getByText(/只记账，不收钱/)).toBeVisible()
  await keeper.getByRole('button', { name: '发出缴存通知' }).click()
  const dialog = keeper.getByRole('dialog', { name: '发出缴存通知' })
  await dialog.getByLabel('标题').fill('县商务局2041年度保证金')
  await pick(dialog, '责任单位', '县商务局')
  await pick(dialog, '缴存人', '贾通商')
  await dialog.getByLabel('应缴（元）').fill('5000')
  await dialog.getByLabel('制度依据').fill('考核奖惩办法第六条')
  await looksRight(keeper)
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(keeper).toHaveURL(/\/cases\/BZ-/)
  const path = pathOf(keeper)

  const head = await openAt(browser, 'jiatongshang', 'phone', path)
  await looksRight(head)
  await answerAs(head, '确认并缴存', { chosen: ['本人自愿确认'], label: '提交' })
  await keeper.goto(`${path}?read=work`)
  const filled = { '金额（元）': '5000', 日期: wallClock(Date.now() - 60_000), 凭证号: 'PZ-2041-01' }
  await answerAs(keeper, '登记入账', { filled, label: '提交' })
  const bureau = await openAt(browser, 'shenchazhang', 'desktop', `${path}?read=work`)
  await expect(bureau.getByText('PZ-2041-01').first()).toBeVisible()
  await answerAs(bureau, '复核入账', { chosen: ['同意'], label: '提交' })
  const commander = await openAt(browser, 'qinwangshu', 'phone', path)
  await answerAs(commander, '审批入账', { chosen: ['同意'], label: '提交' })
  await expect(commander.getByText(/已入账在管/).first()).toBeVisible()

  const director = await openAt(browser, 'weichangfeng', 'phone', '/year?tab=deposits&year=2041')
  await expect(director.getByRole('row', { name: /县商务局 5,000\.00 5,000\.00/ })).toBeVisible()
  await looksRight(director)
})
