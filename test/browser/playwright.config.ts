import { defineConfig } from '@playwright/test'

/** The product in the system's Chromium, each worker on a stack of its own; each test signs in as its people do. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // On a busy machine; one that needed it is listed as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    // What moves is at another place when it is clicked: on a busy machine clicks would miss.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
