import { expect } from '@playwright/test'
import { healthParts } from '../../domain/health.ts'
import { accessible, fits, signIn, test } from './people.ts'

for (const screen of ['desktop', 'phone'] as const) {
  test(`the director reads how every part of the system is (${screen})`, async ({ browser }) => {
    const page = await signIn(browser, 'weichangfeng', screen)
    await page.goto('/health')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('系统状况')
    const parts = page.locator('.health-part')
    await expect(parts).toHaveCount(Object.keys(healthParts).length)
    // Nobody has backed this stack up, and the page says how.
    const backup = parts.filter({ hasText: '还没有备份' })
    await expect(backup).toContainText('故障')
    await expect(backup).toContainText('npm run chuangwei -- backup')
    await expect(parts.filter({ hasText: '流程引擎' })).toContainText('正常')
    await accessible(page)
    await fits(page)
  })
}
