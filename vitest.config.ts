import { defineConfig } from 'vitest/config'

/** Where real processes are killed and waited for beside other work; a test that needed it says so in the output. */
const ONCE_MORE = 1

/** What counts how much people get done, or must be quicker than the engine: beside other work it would not be. */
const ALONE = ['test/faults/kill.test.ts', 'test/faults/retry-now.test.ts']

/**
 * Tiers: pure rules; parts with a PostgreSQL of their own; whole paths on the real stack.
 * Where `isolate` is off, files share what they import, which would else cost more than they do: none of them may
 * leave its process (`process.env`) otherwise than it was.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { test: { name: 'domain', isolate: false, include: ['test/domain/**/*.test.ts'] } },
      { test: { name: 'web', isolate: false, include: ['test/web/**/*.test.ts'] } },
      { test: { name: 'replay', include: ['test/replay/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'parts',
          isolate: false,
          include: ['test/api/**/*.test.ts', 'test/data/**/*.test.ts', 'test/activities/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'scenarios',
          isolate: false,
          include: ['test/scenarios/**/*.test.ts'],
          globalSetup: ['test/setup/stack.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'operations',
          include: ['test/operations/**/*.test.ts'],
          globalSetup: ['test/setup/stack.ts'],
          retry: ONCE_MORE,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'properties',
          include: ['test/properties/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'campaign',
          include: ['test/campaign/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: ALONE,
          retry: ONCE_MORE,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          retry: ONCE_MORE,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
