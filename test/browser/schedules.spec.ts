import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { inDays, looksRight, openAt, wallClock } from './acting.ts'
import { test } from './people.ts'
import { as } from './seeded.ts'

/** The administrator looks after what is opened by itself. */

const reason = '春节期间统一停巡，指挥部办公室通知'

async function plan(at = '08:30'): Promise<{ title: string; planId: string }> {
  const title = `城北路线${randomUUID().slice(0, 6)}`
  const [director, liaison] = await Promise.all([as('weichangfeng'), as('luqinmian')])
  const { planId } = await director.api.patrol.save.mutate({
    planId: null,
    plan: {
      title,
      assigneeId: liaison.me.userId,
      frequency: 'DAILY',
      at,
      limit: { unit: 'H', value: 4 },
      points: [{ place: '铁匠巷东口', roadSectionId: 'L20' }],
      sample: 0,
    },
  })
  return { title, planId }
}

for (const screen of ['desktop', 'phone'] as const) {
  test(`one is run at once and paused, two leave days out together (${screen})`, async ({ browser }) => {
    const [one, other] = await Promise.all([plan(), plan()])
    const page = await openAt(browser, 'admin', screen, '/schedules')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('定时任务')
    const row = (title: string) => page.getByRole('listitem', { name: title })
    await expect(row(one.title)).toContainText('每天 08:30')
    await looksRight(page)
    const dialog = page.getByRole('dialog')

    await row(one.title).getByRole('button', { name: '立即运行' }).click()
    await dialog.getByLabel('依据').fill('上级暗访前加巡一次')
    // Every act begins a trace, whoever keeps it.
    const sent = page.waitForRequest((request) => request.url().includes('schedule.trigger'))
    await dialog.getByRole('button', { name: '立即运行', exact: true }).click()
    expect((await sent).headers()['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    await expect(dialog).toContainText('已开立')
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
    await expect(row(one.title)).toContainText('待巡查')

    await page.getByRole('checkbox', { name: `选择${one.title}` }).check()
    await page.getByRole('checkbox', { name: `选择${other.title}` }).check()
    await page.getByRole('button', { name: '批量停开几天' }).click()
    await dialog.getByLabel('自', { exact: true }).fill(inDays(1).slice(0, 10))
    await dialog.getByLabel('至', { exact: true }).fill(inDays(7).slice(0, 10))
    await dialog.getByLabel('依据').fill(reason)
    await looksRight(page)
    await dialog.getByRole('button', { name: '停开几天', exact: true }).click()
    await expect(dialog).toContainText('全部2项已完成')
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
    await expect(row(other.title)).toContainText(reason)

    await row(other.title).getByRole('button', { name: '停用', exact: true }).click()
    await dialog.getByLabel('依据').fill('路线改造，暂不巡查')
    await dialog.getByRole('button', { name: '停用', exact: true }).click()
    await expect(dialog).toContainText('已停用')
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
    await expect(row(other.title)).toContainText('路线改造，暂不巡查')
    await looksRight(page)

    await page.goto('/administration')
    await expect(page.getByRole('listitem').filter({ hasText: other.title }).first()).toContainText('停用定时任务')
  })
}

test('what was left out while it was paused is seen first, then opened once', async ({ browser }) => {
  const minute = wallClock(Date.now() + 60_000)
  const { planId, title } = await plan(minute.slice(11))
  const { api } = await as('weichangfeng')
  await api.patrol.pause.mutate({ planId, reason: '道路封闭施工' })
  await expect.poll(() => wallClock(Date.now() - 3_000) >= minute, { timeout: 70_000 }).toBe(true)
  await api.patrol.resume.mutate({ planId })
  const page = await openAt(browser, 'admin', 'desktop', '/schedules')
  const make = async () => {
    await page.getByRole('listitem', { name: title }).getByRole('button', { name: '补开', exact: true }).click()
    await page.getByLabel('依据').fill('道路恢复通行，补巡一次')
  }
  await make()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('将开立1件')
  await dialog.getByRole('button', { name: '补开', exact: true }).click()
  await expect(dialog).toContainText('已补开1件')
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await make()
  await expect(dialog).toContainText('将开立0件')
  await expect(dialog).toContainText('已开立过，不再开')
})

test('the director reads them and changes nothing there', async ({ browser }) => {
  const { title } = await plan()
  const page = await openAt(browser, 'weichangfeng', 'desktop', '/schedules')
  const row = page.getByRole('listitem', { name: title })
  await expect(row).toContainText('接下来')
  await expect(row.getByRole('button')).toHaveCount(0)
})
