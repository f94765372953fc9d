import { expect } from '@playwright/test'
import { answerAs, at, confirm, looksRight, pick } from './acting.ts'
import { test } from './people.ts'
import { as, deliveredNotice } from './seeded.ts'

/** Ladder B in the browser: proposed from a notice, seconded, approved, received, recorded; two states for the office. */
test('a referral goes to its result, and the office sees two states', async ({ browser }) => {
  const notice = await deliveredNotice('移送：锁闭后巷拒绝核查')
  const inspector = await at(browser, 'taoxingyuan', 'desktop', notice)
  await inspector.getByRole('link', { name: '移送纪检监察' }).click()
  const form = inspector.locator('form')
  await form.getByText('阻挠督办核查', { exact: true }).click()
  await form.getByLabel('基本事实').fill('核查时锁闭后巷大门，拒绝核查人员进入现场，并要求商户不得作证。')
  await form.getByLabel('已采取的措施').fill('已督办一次、电话催办两次。')
  await form.getByRole('checkbox', { name: /督办通知（第1次）/ }).check()
  await form.getByLabel('移送依据').fill('《公职人员政务处分法》第三十条')
  await looksRight(inspector)
  await form.getByRole('button', { name: '提出移送' }).click()
  await inspector.getByRole('link', { name: '查看移送事项' }).click()
  await expect(inspector.getByText('待复核').first()).toBeVisible()
  const caseId = inspector.url().split('/').at(-1)?.split('?')[0] ?? ''

  const director = await at(browser, 'weichangfeng', 'desktop', caseId)
  await answerAs(director, '复核移送事项', { chosen: ['同意移送'], label: '同意移送' })
  const legal = await at(browser, 'jianglvyan', 'desktop', caseId)
  await answerAs(legal, '法制审核移送程序', { chosen: ['程序完备'], label: '核对通过' })
  const commander = await at(browser, 'qinwangshu', 'phone', caseId)
  await answerAs(commander, '审批移送', {
    chosen: ['批准移送'],
    filled: { 批准文号: '云岫府督〔2026〕7号' },
    label: '批准移送',
    question: '确认批准移送？',
  })
  await expect(director.getByText('已移送').first()).toBeVisible()
  await director.getByRole('link', { name: '移送', exact: true }).click()
  await expect(director.getByRole('row', { name: /云创移送〔\d{4}〕\d+号.*已移送/ }).first()).toBeVisible()
  await looksRight(director)

  // The officer's inbox opens it as a dossier, to the first notice.
  const officer = await at(browser, 'yanshouzhong', 'phone', notice)
  await officer.goto('/')
  await officer
    .getByRole('link', { name: /锁闭后巷/ })
    .first()
    .click()
  await expect(officer.getByRole('region', { name: /来源案卷：移送纪检监察 云创移送/ })).toBeVisible()
  await expect(officer.getByRole('region', { name: /来源案卷：督办 云创督办/ })).toBeVisible()
  await answerAs(officer, '签收移送函', { chosen: ['收到，予以受理'], label: '签收受理' })
  const record = officer.getByRole('region', { name: '登记办理结果' })
  await record.getByLabel('对象', { exact: true }).fill('贾通商，县商务局局长')
  await record.getByText('公务员（含参公）', { exact: true }).click()
  await record.getByText('县监察委员会', { exact: true }).click()
  await pick(record, '决定种类', '党纪处分')
  await record.getByLabel('文号', { exact: true }).fill('云监政〔2026〕5号')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await record.getByLabel('决定日期').fill(today)
  await record.getByLabel('生效日期').fill(today)
  await record.getByRole('button', { name: '登记办理结果', exact: true }).click()
  await confirm(officer, '登记办理结果', '确认登记办理结果？')
  await expect(record.getByText(/县监察委员会无权作出“党纪处分”/)).toBeVisible()
  await pick(record, '决定种类', '记过')
  await record.getByRole('button', { name: '登记办理结果', exact: true }).click()
  await confirm(officer, '登记办理结果', '确认登记办理结果？')
  await expect(officer.getByText('结果已登记').first()).toBeVisible()
  await looksRight(officer)

  await officer.getByRole('button', { name: '重演核对' }).click()
  await expect(officer.getByText(/重演一致/)).toBeVisible({ timeout: 60_000 })
  await officer.goto('/results')
  await expect(
    officer
      .getByText(/加12个月/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  await looksRight(officer)

  await expect(director.getByRole('row', { name: /云创移送〔\d{4}〕\d+号.*已办结/ }).first()).toBeVisible()
  await director.goto(`/cases/${caseId}`)
  await expect(director.getByText(/已办结：已办结/)).toBeVisible()
  expect(await director.locator('main').innerText()).not.toMatch(/记过|云监政/)
  const view = await (await as('weichangfeng')).api.case.get.query({ caseId })
  expect(JSON.stringify(view)).not.toMatch(/记过|云监政/)
})
