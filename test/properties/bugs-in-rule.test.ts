import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { ruleBugs } from './bugs.ts'
import { withBug } from './mutants.ts'

/** Bugs made on purpose in calendar, corrections, rights and read model: each breaks an invariant. */

// Always the same sequences: a bug that is found today is found tomorrow.
const SEED = 20_261_124
const RUNS = 300

test.concurrent.for(ruleBugs)('$name: caught', { timeout: 60_000 }, async (bug, { onTestFinished }) => {
  const folder = await withBug(bug, onTestFinished)
  const program = join(folder, 'test/properties/rule-process.ts')
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', program, String(SEED), String(RUNS)], {
    cwd: folder,
    stdin: 'ignore',
  })
  expect(JSON.parse(stdout)).not.toEqual([])
})
