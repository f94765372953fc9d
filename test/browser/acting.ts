import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { accessible, fits, type Screen, screens } from './people.ts'

/** Somebody at a case: signed in without typing, and what is done to a step besides answering it. */

/** Somebody who looks at a case. */
export const at = (browser: Browser, username: string, screen: Screen, caseId: string): Promise<Page> =>
  openAt(browser, username, screen, `/cases/${caseId}`)

/**
 * Somebody who looks at a page, signed in by the API: what signing in is like has a test of its own. `here` is where
 * their phone says that they are, latitude and longitude.
 */
export async function openAt(
  browser: Browser,
  username: string,
  screen: Screen,
  path: string,
  here?: [number, number],
): Promise<Page> {
  const baseURL = process.env.CHUANGWEI_TEST_URL ?? ''
  const context = await browser.newContext({
    baseURL,
    viewport: screens[screen],
    hasTouch: screen === 'phone',
    ...(here ? { geolocation: { latitude: here[0], longitude: here[1] }, permissions: ['geolocation'] } : {}),
  })
  const answer = await context.request.post('/api/trpc/session.create', {
    headers: { origin: baseURL },
    data: { username, password: SAMPLE_PASSWORD },
  })
  expect(answer.ok()).toBe(true)
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page
}

export const menuOf = (page: Page, step: string) => page.getByRole('button', { name: `更多办理：${step}` })

/** Opens what else may be done to a step and chooses one: a menu at a desk, a sheet on a phone. */
export async function openAct(page: Page, step: string, act: string): Promise<void> {
  await menuOf(page, step).click()
  await page.getByText(act, { exact: true }).click()
  await expect(page.getByRole('dialog', { name: act })).toBeVisible()
}

/** Chooses somebody or something by name in a list of a form. */
export const pick = (form: Locator, label: string, name: string) =>
  choose(form.getByRole('combobox', { name: label, exact: true }), name)

/**
 * Chooses in a list. Tried again when the list closes under the hand: a page whose pictures still load moves it, and a
 * question that closes behind it takes the focus.
 */
export async function choose(list: Locator, name: string): Promise<void> {
  const page = list.page()
  const field = list.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")][1]')
  const options = page.locator('.ant-select-dropdown:visible')
  await expect(async () => {
    if ((await list.getAttribute('aria-expanded')) !== 'true') await list.click()
    if (await list.isEditable()) await list.fill(name)
    await options.getByTitle(new RegExp(name)).first().click({ timeout: 3_000 })
    await expect(field).toContainText(name, { timeout: 3_000 })
  }).toPass({ timeout: 20_000 })
  // The list fades away; on a phone the sheet that closed behind it may have given the focus back to it.
  await list.blur()
  await expect(page.getByRole('listbox')).toHaveCount(0)
}

/** Sends the form in the dialog, and answers the question before an act that cannot be taken back. */
export async function send(page: Page, label: string, question?: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click()
  if (question) await confirm(page, label, question)
}

/** Answers the question before an act that cannot be taken back. */
export const confirm = (page: Page, label: string, question: string) =>
  page.getByRole('dialog', { name: question }).getByRole('button', { name: label, exact: true }).click()

/** Answers the step that is mine: fills in its form by labels, sends it, answers the question if there is one. */
export async function answerAs(
  page: Page,
  step: string,
  { filled = {}, chosen = [], label, question }: Answering,
): Promise<void> {
  const form = page.getByRole('region', { name: step })
  for (const option of chosen) await form.getByText(option, { exact: true }).click()
  for (const [field, value] of Object.entries(filled)) await form.getByLabel(field, { exact: true }).fill(value)
  await form.getByRole('button', { name: label, exact: true }).click()
  if (question) await confirm(page, label, question)
  await expect(form).toHaveCount(0)
}
type Answering = { filled?: Record<string, string>; chosen?: string[]; label: string; question?: string }

/** An instant as an input for date and time takes it, by the county's clock. */
export const wallClock = (instant: string | number): string =>
  new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 16)

/** A day from now, as such an input takes it. */
export const inDays = (days: number): string => wallClock(Date.now() + days * 86_400_000)

export async function looksRight(page: Page): Promise<void> {
  await fits(page)
  await accessible(page)
}
