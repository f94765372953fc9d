import { expect } from '@playwright/test'
import { looksRight, openAt } from './acting.ts'
import { test } from './people.ts'
import { issuedNotice } from './seeded.ts'

/** The coverage of the standard: what each item was looked at by, its cases, and what nobody has looked at. */

test('coverage of the standard: a figure leads to its cases; what is missing is said, on a phone too', async ({
  browser,
}) => {
  const caseId = await issuedNotice('标准覆盖：后巷垃圾清运不及时')
  const director = await openAt(browser, 'weichangfeng', 'desktop', '/year?tab=assessments')
  await director.getByRole('link', { name: '标准覆盖' }).click()
  await expect(director.getByText(/\d+个评分项目，\d+项没有人看过/)).toBeVisible()
  await looksRight(director)
  await director.getByRole('button', { name: /^B1 督办\d+件，查看$/ }).click()
  const cases = director.getByRole('region', { name: /七类问题日常督查：督办/ })
  await expect(cases.getByText(caseId)).toBeVisible()
  await expect(director).toHaveURL(/item=B1&source=NOTICES|source=NOTICES&item=B1/)
  await looksRight(director)
  const articles = director.getByRole('region', { name: '国家标准条款' })
  await expect(articles.getByRole('row', { name: /一（一）/ })).toContainText('评分表没有对应项目')
  await cases.getByRole('link').first().click()
  await expect(director).toHaveURL(/\/cases\//)

  const head = await openAt(browser, 'jiatongshang', 'phone', '/year/coverage')
  await expect(head.getByText(/\d+个评分项目/)).toBeVisible()
  await head.getByRole('checkbox', { name: '只看没有看全的' }).check()
  await expect(head).toHaveURL(/gaps=true/)
  await looksRight(head)
})

test('letters of a year by how far they are, in the address', async ({ browser }) => {
  const director = await openAt(
    browser,
    'weichangfeng',
    'desktop',
    '/year?tab=letters&year=2026&years=all&status=TO_SIGN',
  )
  await expect(director.getByText('没有符合条件的事项').or(director.locator('[data-row]').first())).toBeVisible()
  await director.getByText('2026年度', { exact: true }).click()
  await expect(director).not.toHaveURL(/years=all/)
  await expect(director).toHaveURL(/status=TO_SIGN/)
  await looksRight(director)
})
