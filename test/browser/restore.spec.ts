import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from '@playwright/test'
import { execa } from 'execa'
import { projectDir } from '../../bin/data-dir.ts'
import { announceParts } from '../../bin/settings.ts'
import { chuangwei } from '../operations/people.ts'
import { NAMESPACE, startStack } from '../setup/running.ts'
import { looksRight, openAt } from './acting.ts'
import { test } from './people.ts'
import { issuedNotice } from './seeded.ts'

/** Whoever is on call reads what there is to go back to, takes the command from the page, and reads what it came to. */

test('a real backup is shown, the page composes its restore, and the result is on the page of what was restored', async ({
  browser,
}) => {
  const dataDir = process.env.CHUANGWEI_TEST_DATA ?? ''
  const drill = `${dataDir}.drill`
  test.skip(dataDir === '', 'an installation that already runs is not backed up by a test')
  test.setTimeout(400_000)
  announceParts(dataDir, {
    databaseUrl: process.env.CHUANGWEI_TEST_DATABASE ?? '',
    temporalAddress: process.env.CHUANGWEI_TEST_TEMPORAL ?? '',
  })
  await issuedNotice('恢复演练前的督办')
  expect((await chuangwei(dataDir, ['backup'])).said).toContain('备份完成')
  await sleep(1_100)
  // To the second, as it is typed.
  const instant = new Date(Math.floor(Date.now() / 1000) * 1000)
  await sleep(1_100)
  await issuedNotice('恢复演练后的督办')
  // Another backup has the log handed over, which otherwise takes a minute.
  expect((await chuangwei(dataDir, ['backup'])).said).toContain('备份完成')

  for (const screen of ['desktop', 'phone'] as const) {
    const page = await openAt(browser, 'weichangfeng', screen, '/restore')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('备份与恢复')
    await expect(page.getByRole('region', { name: `${dataDir}/backups` }).getByRole('row')).toHaveCount(3)
    await expect(page.getByText('最晚可恢复到')).toBeVisible()
    const guide = page.getByRole('region', { name: '恢复步骤' })
    await expect(guide).toContainText(`mv ${dataDir} ${dataDir}.old`)
    await expect(guide).toContainText(`restore --from ${dataDir}.old/backups`)
    await guide.getByLabel('恢复到').fill('2020-01-01T08:00:00')
    await expect(guide).toContainText('早于最早的备份')
    await guide.getByLabel('恢复到').fill(new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19))
    await expect(guide).toContainText('此后的都会丢失：')
    await expect(guide).toContainText('新立1个')
    await looksRight(page)
  }

  const page = await openAt(browser, 'weichangfeng', 'desktop', '/restore')
  const guide = page.getByRole('region', { name: '恢复步骤' })
  await guide.getByLabel('恢复到').fill(new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19))
  await guide.getByLabel('只是演练').check()
  const line = await guide.locator('code').filter({ hasText: 'restore --from' }).textContent()
  expect(line).toContain(`CHUANGWEI_DATA=${drill} `)
  const restored = await execa(line ?? '', {
    shell: true,
    cwd: projectDir,
    env: { TEMPORAL_NAMESPACE: NAMESPACE, CHUANGWEI_CLOCK: 'skipping' },
    stdin: 'ignore',
    reject: false,
    all: true,
  })
  expect(restored.all).toContain('核对无误')

  const copy = await startStack(drill)
  const address = process.env.CHUANGWEI_TEST_URL
  try {
    process.env.CHUANGWEI_TEST_URL = copy.addresses.api
    const there = await openAt(browser, 'weichangfeng', 'desktop', '/restore')
    await expect(there.getByRole('region', { name: '上一次恢复的核对结果' })).toContainText('核对无误')
    await there.goto('/notices')
    await expect(there.getByText('恢复演练前的督办').first()).toBeVisible()
    await expect(there.getByText('恢复演练后的督办')).toHaveCount(0)
    await there.context().close()
  } finally {
    process.env.CHUANGWEI_TEST_URL = address
    await copy.stop()
    await rm(drill, { recursive: true, force: true })
  }
})
