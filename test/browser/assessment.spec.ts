import { expect, type Locator, type Page } from '@playwright/test'
import { answerAs, looksRight, openAt, pick } from './acting.ts'
import { addPhotos, test } from './people.ts'

/** A half-year as its people meet it: opened, reviewed by the unit, scored on a phone, appealed, published. */

const pathOf = (page: Page) => new URL(page.url()).pathname
const rowOf = (form: Locator, code: string) => form.getByRole('group', { name: new RegExp(`^${code} `) })
const full = (form: Locator, code: string) => form.getByRole('button', { name: `${code}满分`, exact: true }).click()

/** A photo for an item, stored before the next. */
const photograph = (form: Locator, code: string) => addPhotos(rowOf(form, code), 1)

async function notApplicable(form: Locator, code: string): Promise<void> {
  const row = rowOf(form, code)
  await row.getByRole('radiogroup').getByText('不涉及', { exact: true }).click()
  await row.getByLabel(`${code}说明`).fill('本单位没有承建设施')
}

test('a half-year: opened, self-reviewed and scored on phones with photos, appealed, published', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const director = await openAt(browser, 'weichangfeng', 'desktop', '/year?tab=assessments&year=2025')
  await expect(director.getByText(/下次自动发起：/)).toBeVisible()
  await director.getByText('县级半年考核评分表（第1版）').click()
  await expect(director.getByText(/责任书公示牌|五包责任公示牌/)).toBeVisible()
  await looksRight(director)
  await director.getByRole('button', { name: '发起半年考核' }).click()
  const dialog = director.getByRole('dialog', { name: '发起半年考核' })
  await dialog.getByText('上半年', { exact: true }).click()
  await pick(dialog, '考核对象', '县商务局')
  await pick(dialog, '考核人员', '陶行远')
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(dialog.getByText('打分和复核须由两人分别进行，请至少选两人').first()).toBeVisible()
  await pick(dialog, '考核人员', '卓明察')
  await looksRight(director)
  await dialog.getByRole('button', { name: '提交' }).click()
  await expect(director).toHaveURL(/\/cases\/KH-2025-H1/)

  const commander = await openAt(browser, 'qinwangshu', 'phone', pathOf(director))
  await answerAs(commander, '审定考核方案', { chosen: ['同意'], label: '提交' })
  const unitCase = director.getByRole('link', { name: /^单位考核/ })
  await expect(unitCase).toBeVisible()
  const path = (await unitCase.getAttribute('href')) ?? ''

  const head = await openAt(browser, 'jiatongshang', 'phone', path)
  const review = head.getByRole('region', { name: '自查自评' })
  for (const code of ['D1', 'D2', 'D3', 'D4', 'D5', 'E1', 'E2', 'G1', 'G2']) await full(review, code)
  for (const code of ['C1', 'C2']) await notApplicable(review, code)
  await expect(review.getByText('已打11项，共11项')).toBeVisible()
  await photograph(review, 'G1')
  await looksRight(head)
  await answerAs(head, '自查自评', { filled: { 自查自评: '逐项自查，资料齐全。' }, label: '提交' })

  const scorer = await openAt(browser, 'taoxingyuan', 'phone', path)
  const scoring = scorer.getByRole('region', { name: '现场考核打分' })
  await expect(rowOf(scoring, 'D3').getByText('单位自评：1.6')).toBeVisible()
  for (const code of ['A1', 'D1', 'D2', 'D4', 'D5', 'E1', 'E2', 'G1', 'G2']) await full(scoring, code)
  for (const code of ['C1', 'C2']) await notApplicable(scoring, code)
  for (const code of ['E1', 'E2', 'G1']) await photograph(scoring, code)
  await scoring.getByLabel('D3得分（满分1.6）').fill('0.6')
  await scoring.getByRole('button', { name: '提交', exact: true }).click()
  await expect(scoring.getByText('扣分须有照片为证').first()).toBeVisible()
  await rowOf(scoring, 'D3').getByLabel('D3说明').fill('经费来源没有落实')
  await photograph(scoring, 'D3')
  await looksRight(scorer)
  await scoring.getByRole('button', { name: '提交', exact: true }).click()
  await expect(scoring).toHaveCount(0)

  const checker = await openAt(browser, 'zhuomingcha', 'desktop', path)
  // 40 + 30 + 7 + 5 + 2 of 85.
  await expect(checker.getByRole('region', { name: '复核打分' }).getByText('98.82').first()).toBeVisible()
  await answerAs(checker, '复核打分', { chosen: ['同意'], label: '提交' })

  await head.goto(path)
  const sheet = head.getByRole('region', { name: /^考核得分/ })
  await expect(sheet.getByText('初评', { exact: true })).toBeVisible()
  await expect(sheet.getByText('经费来源没有落实').first()).toBeVisible()
  await looksRight(head)
  const appeal = head.getByRole('region', { name: '确认或申诉初评结果' })
  await appeal.getByText('提出申诉', { exact: true }).click()
  await appeal.getByRole('button', { name: '添加一项' }).click()
  await pick(appeal, '申诉项', 'D3')
  await appeal.getByLabel('理由').fill('经费文件已补报，附文件。')
  await addPhotos(appeal, 1)
  await looksRight(head)
  await appeal.getByRole('button', { name: '提交', exact: true }).click()
  await expect(appeal).toHaveCount(0)

  await director.goto(path)
  const ruling = director.getByRole('region', { name: '复核申诉' })
  await expect(ruling.getByText('D3：经费文件已补报，附文件。')).toBeVisible()
  await ruling.getByText('更正', { exact: true }).click()
  await ruling.getByLabel('更正分（加为正，减为负）').fill('1')
  await ruling.getByLabel('理由').fill('文件属实，更正。')
  await ruling.getByRole('button', { name: '提交', exact: true }).click()
  await expect(director.getByText('申诉复核更正：文件属实，更正。').first()).toBeVisible()
  await expect(
    director
      .getByRole('region', { name: /^考核得分/ })
      .getByText('100.00')
      .first(),
  ).toBeVisible()
  await looksRight(director)

  await commander.goto('/cases/KH-2025-H1')
  await expect(commander.getByRole('row', { name: /县商务局 上半年 100\.00 优秀/ })).toBeVisible()
  await looksRight(commander)
  await answerAs(commander, '审定考核结果', { chosen: ['同意'], label: '提交' })
  const bulletin = commander.getByRole('link', { name: '下载考核通报' })
  await expect(bulletin).toBeVisible()
  const docx = await commander.request.get((await bulletin.getAttribute('href')) ?? '')
  expect((await docx.body()).byteLength).toBeGreaterThan(4_000)

  await head.goto('/year?tab=assessments&year=2025')
  await expect(head.getByRole('row', { name: /县商务局 上半年 100\.00 优秀 已通报/ })).toBeVisible()
  await looksRight(head)
})

test('assessments open by themselves: the director pauses it with a reason and lets it run again', async ({
  browser,
}) => {
  const director = await openAt(browser, 'weichangfeng', 'phone', '/year?tab=assessments&year=2042')
  await director.getByRole('button', { name: '暂停自动发起' }).click()
  const dialog = director.getByRole('dialog', { name: '暂停自动发起' })
  await dialog.getByLabel('暂停原因').fill('机构改革期间')
  await dialog.getByRole('button', { name: /暂\s*停/ }).click()
  await expect(director.getByText('自动发起已暂停：机构改革期间')).toBeVisible()
  await looksRight(director)
  await director.getByRole('button', { name: '恢复自动发起' }).click()
  await expect(director.getByText(/下次自动发起：/)).toBeVisible()
})
