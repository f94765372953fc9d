import { type Browser, expect, type Page } from '@playwright/test'
import { answerAs, at, looksRight, pick, wallClock } from './acting.ts'
import { accessible, addPhotos, fits, photo, test } from './people.ts'

/** A citizen reports filth on a phone, without an account, and reads what came of it. */

const words = '后巷的垃圾已经堆了一个星期没有人清，夏天气味很大。我的电话 13912341234。'

async function citizen(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.CHUANGWEI_TEST_URL,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    geolocation: { latitude: 30.123456, longitude: 117.654321 },
    permissions: ['geolocation', 'clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto('/jubao')
  return page
}

async function looksFine(page: Page): Promise<void> {
  await fits(page)
  await accessible(page)
}

/** The case behind a receipt code, as the office finds it. */
async function found(page: Page, receipt: string): Promise<string> {
  await page.goto(`/complaints?search=${receipt}`)
  const link = page.getByRole('link', { name: /群众反映/ }).first()
  await expect(link).toBeVisible()
  return String((await link.getAttribute('href'))?.split('/').at(-1))
}

test('filth is reported with a photo, handled, called back, and the reply is read', async ({ browser }) => {
  const page = await citizen(browser)
  await expect(page.getByRole('heading', { name: '卫生举报' })).toBeVisible()
  await looksFine(page)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('请写明地点，至少 2 个字')).toBeVisible()
  await expect(page.getByLabel('在哪里')).toBeFocused()
  await looksFine(page)

  await page.locator('#photos').setInputFiles([await photo('a.jpg'), await photo('b.jpg')])
  await expect(page.getByRole('img')).toHaveCount(2)
  await page.getByLabel('在哪里').fill('望溪农贸市场后巷')
  await page.getByRole('button', { name: '附上当前位置' }).click()
  await expect(page.getByText('已附上当前位置')).toBeVisible()
  await page.getByLabel('什么情况').fill(words)
  await page.getByLabel('电话').fill('13912341234')

  // Nothing is lost by a reload.
  await page.reload()
  await expect(page.getByLabel('什么情况')).toHaveValue(words)
  await expect(page.getByRole('img')).toHaveCount(2)
  await page.getByRole('button', { name: '删除第 2 张' }).click()
  await expect(page.getByRole('img')).toHaveCount(1)
  await looksFine(page)

  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('heading', { name: '已收到' })).toBeVisible()
  const receipt = await page.getByRole('status').first().innerText()
  expect(receipt).toMatch(/^([0-9A-Y]{4}-){3}[0-9A-Y]{4}$/)
  await page.getByRole('button', { name: '复制回执码' }).click()
  await expect(page.getByText('已复制')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(receipt)
  await looksFine(page)
  await page.reload()
  await expect(page.getByText(receipt)).toBeVisible()

  const office = await at(browser, 'jianzhiqiu', 'desktop', '')
  const caseId = await found(office, receipt)
  await looksRight(office)
  await office.goto(`/cases/${caseId}`)
  await expect(office.getByText('后巷的垃圾已经堆了一个星期')).toBeVisible()
  await expect(office.getByText('13912341234')).toHaveCount(0)
  const triage = office.getByRole('region', { name: '举报分流' })
  await triage.getByText('受理', { exact: true }).click()
  await triage.getByText('A 一般市容环境问题').click()
  await triage.getByRole('textbox', { name: '事项' }).fill('农贸市场后巷垃圾未清运')
  await triage.getByLabel('办理摘要').fill('市场后巷生活垃圾堆放一周，要求清运。')
  await pick(triage, '被举报单位', '县商务局')
  await pick(triage, '承办单位', '云岫街道')
  await looksRight(office)
  await triage.getByRole('button', { name: '受理并派单' }).click()
  await expect(triage).toHaveCount(0)

  const unit = await at(browser, 'luqinmian', 'phone', caseId)
  await expect(unit.getByText('市场后巷生活垃圾堆放一周，要求清运。').first()).toBeVisible()
  const form = unit.getByRole('region', { name: '办理举报' })
  await form.getByText('属实，已解决', { exact: true }).click()
  await form.getByLabel('核查事实').fill('经现场核查，后巷有生活垃圾约两立方米。')
  await form.getByLabel('处理情况').fill('已组织清运并安排专人保洁。')
  await addPhotos(form, 1)
  await looksRight(unit)
  await form.getByRole('button', { name: '报送办理结果' }).click()
  await expect(form).toHaveCount(0)

  await office.goto(`/cases/${caseId}`)
  const reply = '您反映的问题已核查属实，垃圾已清运，并安排了专人保洁。'
  await answerAs(office, '答复举报人', { chosen: ['同意答复'], filled: { 答复原文: reply }, label: '答复举报人' })

  // Whoever calls back opens the number, and says why.
  const director = await at(browser, 'weichangfeng', 'desktop', caseId)
  await director.getByRole('button', { name: '查看举报人' }).click()
  const dialog = director.getByRole('dialog')
  await dialog.getByLabel('查看理由').fill('电话回访')
  await looksRight(director)
  await dialog.getByRole('button', { name: '记录理由并查看' }).click()
  await expect(dialog.getByRole('link', { name: '13912341234' })).toBeVisible()
  await looksRight(director)
  await director.keyboard.press('Escape')
  await expect(director.getByText('13912341234')).toHaveCount(0)
  await answerAs(director, '回访举报人', {
    chosen: ['电话', '已解决', '满意'],
    filled: { 回访时间: wallClock(Date.now() - 60_000), 回访记录: '本人确认已清运干净。' },
    label: '提交回访结果',
  })
  await expect(director.getByText('已解决').first()).toBeVisible()

  await page.getByRole('button', { name: '查进展' }).last().click()
  await expect(page.getByRole('heading', { name: '已办结' })).toBeVisible()
  await expect(page.getByText(reply)).toBeVisible()
  await looksFine(page)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Closed' })).toBeVisible()
})

test('a wrong code, a lost line and a file that is no photo are told in words', async ({ browser }) => {
  const page = await citizen(browser)
  await page.getByRole('button', { name: '查进展' }).click()
  await page.getByLabel('回执码').fill('1234-5678-9ABC-DEFG')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByText(/没有查到这个回执码/)).toBeVisible()
  await looksFine(page)

  await page.getByRole('button', { name: '我要反映' }).click()
  await page
    .locator('#photos')
    .setInputFiles([{ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo at all') }])
  await expect(page.getByText(/这张照片打不开/)).toBeVisible()
  await page.getByRole('button', { name: '删除第 1 张' }).click()
  await page.getByLabel('在哪里').fill('桂香巷口')
  await page.getByLabel('什么情况').fill('巷口每天夜里有人偷倒装修垃圾，占了半条路。')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText(/网络不通/)).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('heading', { name: '已收到' })).toBeVisible()
})

test('the office takes down a call, and gives the code to the caller', async ({ browser }) => {
  const page = await at(browser, 'jianzhiqiu', 'phone', '')
  await page.goto('/complaints/register')
  const form = page.locator('form')
  await form.getByText('电话', { exact: true }).first().click()
  await form.getByLabel('地点').fill('东门桥头')
  await form.getByLabel('反映内容').fill('桥头垃圾桶满了三天没有人来收。')
  await form.getByLabel('联系电话').fill('13800138000')
  await form.getByText('要求保密', { exact: true }).click()
  await looksRight(page)
  await form.getByRole('button', { name: '登记' }).click()
  await expect(page.locator('.receipt-code')).toHaveText(/^([0-9A-Y]{4}-){3}[0-9A-Y]{4}$/)
  await looksRight(page)
  await page.goto('/complaints')
  await expect(page.getByRole('link', { name: /东门桥头/ })).toBeVisible()
  await looksRight(page)
})
