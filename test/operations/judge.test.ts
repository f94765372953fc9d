import { expect, test } from 'vitest'
import {
  judgeArchive,
  judgeBackup,
  judgeClock,
  judgeCommands,
  judgeDisk,
  judgeEngine,
  judgeNotifier,
  judgeWorker,
} from '../../api/health/judge.ts'

const HOUR = 3_600
const DAY = 86_400
const GIGABYTE = 1_073_741_824
const kept = { failing: false, failed: 0 }

test.each([
  ['a worker that works', judgeWorker(true, 10), 'GREEN'],
  ['a worker that cannot write', judgeWorker(true, 300), 'YELLOW'],
  ['no worker', judgeWorker(false, 300), 'RED'],
  ['no worker ever', judgeWorker(false, null), 'RED'],
  ['an engine that keeps long', judgeEngine('1.32.1', 400), 'GREEN'],
  ['an engine that forgets soon', judgeEngine('1.32.1', 3), 'YELLOW'],
  ['nothing undecided', judgeCommands(0, 0), 'GREEN'],
  ['something under way', judgeCommands(3, 30), 'GREEN'],
  ['something that waits', judgeCommands(3, 200), 'YELLOW'],
  ['something that is stuck', judgeCommands(3, 1_000), 'RED'],
  ['mail that fails', judgeNotifier(0, 0, 4), 'YELLOW'],
  ['news that nobody was told of', judgeNotifier(9, 2_000, 0), 'YELLOW'],
  ['news of just now', judgeNotifier(9, 20, 0), 'GREEN'],
  ['much space', judgeDisk(50 * GIGABYTE, 100 * GIGABYTE), 'GREEN'],
  ['a tenth of a large disk', judgeDisk(50 * GIGABYTE, 1_000 * GIGABYTE), 'YELLOW'],
  ['little space', judgeDisk(GIGABYTE / 4, 100 * GIGABYTE), 'RED'],
  ['clocks that agree', judgeClock(-120), 'GREEN'],
  ['clocks that drift', judgeClock(-1_500), 'YELLOW'],
  ['clocks that differ', judgeClock(5_000), 'RED'],
  ['a backup of last night', judgeBackup(9 * HOUR, kept), 'GREEN'],
  ['a backup of the day before', judgeBackup(30 * HOUR, kept), 'YELLOW'],
  ['a backup of last week', judgeBackup(7 * DAY, kept), 'RED'],
  ['no backup', judgeBackup(null, kept), 'RED'],
  ['a log that is not kept', judgeBackup(HOUR, { failing: true, failed: 8 }), 'RED'],
  ["somebody else's database", judgeBackup(null, null), 'GREEN'],
  ['an archive that is up to date', judgeArchive(40, 2, HOUR), 'GREEN'],
  ['an archive that lags', judgeArchive(40, 2, 2 * DAY), 'YELLOW'],
  ['an archive that fails', judgeArchive(40, 2, 9 * DAY), 'RED'],
])('%s', (_what, { light, says, todo }, expected) => {
  expect(light).toBe(expected)
  expect([says.zh, says.en]).not.toContain('')
  // Whatever is not well says what to do.
  expect(todo === null).toBe(expected === 'GREEN')
})
