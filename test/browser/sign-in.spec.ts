import { expect } from '@playwright/test'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { accessible, fits, test } from './people.ts'

test('the accounts of the sample county are offered where everybody comes in', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: process.env.CHUANGWEI_TEST_URL })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByText('示范县试用账号').click()
  await page.getByRole('button', { name: /贾通商 单位主要负责人/ }).click()
  await expect(page.getByLabel('用户名')).toHaveValue('jiatongshang')
  await fits(page)
  await accessible(page)
  await page.getByLabel('密码', { exact: true }).fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/待办/)
})
