import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { Connection } from '@temporalio/client'
import { NAMESPACE } from '../setup/running.ts'
import { openAt } from './acting.ts'
import { accessible, fits, test } from './people.ts'
import { issuedNotice } from './seeded.ts'

/** The board of what does not move: real trouble, made by Temporal's own tools, and how it is found and goes. */

const SOON = { timeout: 60_000 }

async function brake(act: 'pause' | 'unpause', workflowId: string, reason: string): Promise<void> {
  const connection = await Connection.connect({ address: process.env.CHUANGWEI_TEST_TEMPORAL ?? '' })
  const asked = { namespace: NAMESPACE, workflowId, identity: '安可行', reason, requestId: randomUUID() }
  if (act === 'pause') await connection.workflowService.pauseWorkflowExecution(asked)
  else await connection.workflowService.unpauseWorkflowExecution(asked)
  await connection.close()
}

for (const screen of ['desktop', 'phone'] as const) {
  test(`what does not move is named, narrowed, selected, exported, and goes when it is cured (${screen})`, async ({
    browser,
  }) => {
    const reason = `核对证据${randomUUID().slice(0, 6)}`
    const cases = [await issuedNotice(`后巷积水（${screen}）`), await issuedNotice(`路面破损（${screen}）`)] as const
    for (const caseId of cases) await brake('pause', caseId, reason)
    const page = await openAt(browser, 'weichangfeng', screen, '/stuck')
    const paused = page.getByRole('region', { name: /^被暂停/ })
    await expect(paused.getByText(reason)).toHaveCount(2, SOON)
    await expect(paused.getByText(/已被安可行暂停.*期限照走/).first()).toBeVisible()

    // Narrowed by what was typed and by cause, in the address too.
    await page.getByRole('searchbox', { name: '查找异常' }).fill(reason)
    await expect(page).toHaveURL(/search=/)
    await page.getByRole('combobox', { name: '原因' }).click()
    await page.getByTitle('被暂停', { exact: true }).click()
    await expect(page).toHaveURL(/cause=PAUSED/)
    await expect(page.locator('.stuck-item')).toHaveCount(2)
    await accessible(page)
    await fits(page)

    // Selected: one by one and all of a cause, and what is selected is said at the foot.
    await paused.getByRole('checkbox', { name: '全选：被暂停' }).check()
    const selection = page.getByRole('region', { name: '已选事项' })
    await expect(selection).toContainText('已选2项，涉及2案')
    // Where the menu lies at the foot of the screen, it lies above it.
    await selection.getByRole('button', { name: '取消选择' }).click({ trial: true })
    await fits(page)
    await selection.getByRole('button', { name: '取消选择' }).click()
    await expect(selection).toHaveCount(0)

    await page.getByRole('button', { name: '导出' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /\.csv/ }).click()
    expect((await download).suggestedFilename()).toMatch(/^异常-\d{4}-\d{2}-\d{2}\.csv$/)
    await page.keyboard.press('Escape')

    // On the case's own page it stands at the top.
    const own = await openAt(browser, 'weichangfeng', screen, `/cases/${cases[0]}`)
    await expect(own.getByRole('region', { name: '本案为什么不动' })).toContainText(reason)
    await accessible(own)
    await fits(own)

    for (const caseId of cases) await brake('unpause', caseId, '核对完毕')
    await expect(paused).toHaveCount(0, SOON)
    await expect(own.getByRole('region', { name: '本案为什么不动' })).toHaveCount(0, SOON)
    await page.getByText(/^一日内已恢复/).click()
    await expect(page.locator('.stuck-item').filter({ hasText: reason })).toHaveCount(2)
    await expect(page.locator('.stuck-item').first()).toContainText('恢复')
  })
}
