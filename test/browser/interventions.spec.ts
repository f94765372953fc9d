import { expect } from '@playwright/test'
import { at, choose, looksRight, openAt } from './acting.ts'
import { test } from './people.ts'
import { deliveredNotice, issuedNotice } from './seeded.ts'

/** An administrator's act on many cases: chosen, seen first, confirmed by another, carried out, with its results. */

for (const screen of ['desktop', 'phone'] as const) {
  test(`due dates are corrected in bulk by two administrators (${screen})`, async ({ browser }) => {
    await deliveredNotice(`批量更正之一：背街小巷积水（${screen}）`)
    await deliveredNotice(`批量更正之二：沿街乱挂横幅（${screen}）`)
    const first = await openAt(browser, 'admin', screen, '/interventions')
    await first.getByRole('button', { name: '选择案件处置' }).click()
    await expect(first.getByRole('button', { name: /处置所选\d+项/ })).toBeEnabled()
    await first.getByRole('button', { name: /处置所选\d+项/ }).click()
    const dialog = first.getByRole('dialog', { name: /处置\d+项/ })
    await choose(dialog.getByRole('combobox', { name: '处置方式' }), '更正期限')
    await dialog.getByText('时限登记有误，按正确时限重算').click()
    await dialog.getByLabel('理由').fill('时限登记有误，应为一个工作日')
    await dialog.getByRole('spinbutton').first().fill('1')
    await dialog.getByRole('button', { name: '预览' }).click()
    await expect(
      dialog.getByRole('region', { name: '预览' }).getByText(/须另一名系统管理员在一个工作日内确认/),
    ).toBeVisible()
    await looksRight(first)
    await dialog.getByRole('button', { name: '提交，待另一名系统管理员确认' }).click()
    await expect(first.getByText('待确认')).toBeVisible()
    // No text of a case is shown to an administrator.
    await expect(first.getByText('背街小巷积水')).toHaveCount(0)
    await expect(first.getByRole('button', { name: '确认执行' })).toHaveCount(0)
    await looksRight(first)

    const second = await openAt(browser, 'ningshouzheng', screen, new URL(first.url()).pathname)
    await second.getByRole('button', { name: '确认执行' }).click()
    await expect(second.getByText('已完成')).toBeVisible({ timeout: 60_000 })
    await expect(second.getByRole('cell', { name: '已办' }).first()).toBeVisible()
    await looksRight(second)
    const [file] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('link', { name: /导出结果/ }).click(),
    ])
    expect(file.suggestedFilename()).toContain('处置结果')
  })

  test(`a step is sent back by two administrators, and is done again (${screen})`, async ({ browser }) => {
    const caseId = await issuedNotice(`退回上一步：签发有误（${screen}）`)
    const first = await openAt(browser, 'admin', screen, '/interventions')
    await first.getByRole('button', { name: '选择案件处置' }).click()
    await first.getByRole('searchbox', { name: '文号' }).fill(caseId)
    await first.getByRole('searchbox', { name: '文号' }).press('Enter')
    await first.getByRole('button', { name: '处置所选1项' }).click()
    const dialog = first.getByRole('dialog', { name: /处置\d+项/ })
    await choose(dialog.getByRole('combobox', { name: '处置方式' }), '退回上一步')
    await dialog.getByLabel('理由').fill('签发时文号适用错误，退回重新签发')
    await dialog.getByRole('button', { name: '预览' }).click()
    // What would be undone is told before it is asked for: who did it, and the number that becomes void.
    await expect(
      dialog
        .getByRole('region', { name: '预览' })
        .getByText(/魏长风/)
        .first(),
    ).toBeVisible()
    await looksRight(first)
    await dialog.getByRole('button', { name: '提交，待另一名系统管理员确认' }).click()
    await expect(first.getByText('待确认')).toBeVisible()

    const second = await openAt(browser, 'ningshouzheng', screen, new URL(first.url()).pathname)
    await second.getByRole('button', { name: '确认执行' }).click()
    await expect(second.getByText('已完成')).toBeVisible({ timeout: 60_000 })
    await looksRight(second)

    const director = await at(browser, 'weichangfeng', screen, caseId)
    await expect(director.getByText('同意签发', { exact: true })).toBeVisible()
    await expect(director.getByText('签发时文号适用错误，退回重新签发').first()).toBeVisible()
    await looksRight(director)
  })
}
