import { expect, type Page } from '@playwright/test'
import { answerAs, choose, looksRight, openAt, pick, wallClock } from './acting.ts'
import { addPhotos, test } from './people.ts'

/** A problem as its people meet it: reported in three taps, dispatched at a desk, put right and checked on a phone. */

const here: [number, number] = [30.51, 110.22]

const sectionChosen = (page: Page, name: string) => choose(page.getByRole('combobox').first(), name)

test('a problem from the street to its closing (phone)', async ({ browser }) => {
  const patrol = await openAt(browser, 'luqinmian', 'phone', '/report', here)
  // Nothing is sent without a photo; what was chosen so far is kept.
  await sectionChosen(patrol, '铁匠巷')
  await patrol.getByRole('button', { name: '乱倒垃圾' }).click()
  await expect(patrol.getByText('请先拍一张照片')).toBeVisible()
  await patrol.reload()
  await expect(patrol.getByLabel('具体地点')).toHaveValue('铁匠巷')
  await addPhotos(patrol.locator('.report'), 1)
  await looksRight(patrol)
  await patrol.getByRole('button', { name: '乱倒垃圾' }).click()
  const number = patrol.locator('.report-number')
  await expect(number).toHaveText(/^WT-\d{4}-\d+$/)
  await looksRight(patrol)
  const caseId = (await number.textContent()) ?? ''

  // The next one finds its section by itself, and is the same: one tap.
  await patrol.getByRole('button', { name: '继续上报' }).click()
  await addPhotos(patrol.locator('.report'), 1)
  await expect(patrol.getByRole('button', { name: /铁匠巷/, pressed: true })).toBeVisible()
  await patrol.getByRole('button', { name: '乱倒垃圾' }).click()
  await expect(patrol.getByText('附近已有同类问题，是同一件吗？')).toBeVisible()
  await looksRight(patrol)
  await patrol.getByRole('button', { name: '是同一件，并入' }).first().click()
  await expect(patrol.getByText(`已并入 ${caseId}`)).toBeVisible()

  const desk = await openAt(browser, 'jianzhiqiu', 'desktop', `/cases/${caseId}`)
  await expect(desk.getByRole('heading', { name: '并入的上报（1）' })).toBeVisible()
  await answerAs(desk, '核实立案', { chosen: ['属实，立案'], label: '立案' })
  await expect(desk.getByText('包段领导')).toBeVisible()
  await looksRight(desk)
  await answerAs(desk, '派遣问题', { label: '派遣' })

  const unit = await openAt(browser, 'hongshoujing', 'phone', `/cases/${caseId}`)
  await answerAs(unit, '签收问题', { chosen: ['签收办理'], label: '签收' })
  const work = unit.getByRole('region', { name: '处置并反馈' })
  await addPhotos(work, 2, 1)
  await looksRight(unit)
  const doneAt = wallClock(Date.now() - 60_000)
  await answerAs(unit, '处置并反馈', {
    filled: { 整改措施与结果: '已清运两车，地面已冲洗干净。', 完成时间: doneAt },
    label: '提交整改反馈',
  })

  const inspector = await openAt(browser, 'taoxingyuan', 'phone', `/cases/${caseId}`)
  await expect(inspector.locator('.pair').first()).toBeVisible()
  await answerAs(inspector, '核查处置结果', {
    chosen: ['看照片', '通过，销号'],
    filled: { 核查意见: '照片显示已清理。' },
    label: '提交核查结论',
  })
  await expect(inspector.getByText('已销号，待回头看').first()).toBeVisible()

  // The register shows it beside those kept before; who reported it finds both under their name.
  const list = await openAt(browser, 'jianzhiqiu', 'desktop', '/problems')
  await expect(list.getByRole('row', { name: new RegExp(caseId) }).first()).toBeVisible()
  await list.getByText('历史台账', { exact: true }).first().click()
  await expect(list.getByText('共60件')).toBeVisible()
  await looksRight(list)
  await patrol.goto('/problems?of=mine')
  await expect(patrol.locator('.notice-cards').getByText(caseId).first()).toBeVisible()
  await looksRight(patrol)
  const sheet = await list.request.get('/api/problems/export.xlsx?language=zh&of=old')
  expect(sheet.headers()['content-type']).toContain('spreadsheetml')
})

test('a patrol is planned at a desk and carried out on a phone', async ({ browser }) => {
  const desk = await openAt(browser, 'weichangfeng', 'desktop', '/patrols?view=plans')
  await desk.getByRole('button', { name: '新建巡查计划' }).click()
  const form = desk.getByRole('dialog', { name: '新建巡查计划' })
  await form.getByLabel('巡查路线').fill('老城片区')
  await pick(form, '巡查人', '卢勤勉')
  await pick(form, '频次', '每天')
  await form.getByLabel('点位', { exact: true }).fill('铁匠巷东口')
  await looksRight(desk)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(desk.getByText(/下次 .+08:30/)).toBeVisible()
  await looksRight(desk)
  await desk.getByRole('button', { name: '立即巡查一次' }).click()
  await expect(desk.getByText('已派出一次巡查。')).toBeVisible()

  const patroller = await openAt(browser, 'luqinmian', 'phone', '/patrols')
  await patroller.getByRole('link', { name: /老城片区巡查/ }).click()
  const round = patroller.getByRole('region', { name: '按点位巡查' })
  await expect(round.getByLabel('点位', { exact: true })).toHaveValue('铁匠巷东口')
  await round.getByText('发现问题', { exact: true }).click()
  await pick(round, '类别（发现问题时选）', '乱贴乱画')
  await addPhotos(round, 1)
  await looksRight(patroller)
  await answerAs(patroller, '按点位巡查', { label: '提交巡查结果' })
  await expect(patroller.getByRole('link', { name: /铁匠巷东口：乱贴乱画/ })).toBeVisible()

  await desk.getByRole('button', { name: '暂停' }).click()
  await desk.getByLabel('暂停原因').fill('道路封闭施工')
  await desk.getByRole('dialog').getByRole('button', { name: '暂停' }).click()
  await expect(desk.getByText('已暂停：道路封闭施工')).toBeVisible()
})
