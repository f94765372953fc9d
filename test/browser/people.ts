import { AxeBuilder } from '@axe-core/playwright'
import { test as base, type Browser, expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { SAMPLE_PASSWORD } from '../../db/sample.ts'
import { startProduct } from './stack.ts'

/** The two screens that everything must work on. */
export const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} as const
export type Screen = keyof typeof screens

/**
 * A test on the running product, whose people all go home at its end. A page left open goes on listening and reading
 * again at every event, so that the later tests would have the whole day's visitors beside them.
 */
export const test = base.extend<{ leaving: undefined }, { product: undefined }>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing.
    async ({}, use) => {
      const stop = await startProduct()
      await use(undefined)
      await stop()
    },
    { scope: 'worker', auto: true, timeout: 240_000 },
  ],
  leaving: [
    async ({ browser }, use) => {
      await use(undefined)
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
})

/** Somebody at a browser of their own, signed in. A console error or a page error fails the test. */
export async function signIn(browser: Browser, username: string, screen: Screen): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.CHUANGWEI_TEST_URL,
    viewport: screens[screen],
    hasTouch: screen === 'phone',
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto('/')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(SAMPLE_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/待办/)
  return page
}

/** No rule of accessibility is broken on this page, as far as a machine can tell. */
export async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}

/** Nothing sticks out of the screen sideways. */
export async function fits(page: Page): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(width)
}

/** A new photo, as a file for an upload. */
export async function photo(name: string) {
  const shade = () => Math.floor(Math.random() * 255)
  const background = { r: shade(), g: shade(), b: shade() }
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

/** Puts photos into the n-th photo field of a form and waits until they are stored. */
export async function addPhotos(form: Locator, count: number, field = 0): Promise<void> {
  const fields = form.locator('.photos')
  const files = await Promise.all(Array.from({ length: count }, (_, n) => photo(`现场${n + 1}.jpg`)))
  await fields.nth(field).locator('input[type=file]').first().setInputFiles(files)
  await expect(fields.nth(field).getByRole('img')).toHaveCount(count)
}
