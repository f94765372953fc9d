import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Words that no log of ours may hold, whatever was done to the parts. */
const alarming =
  /panic:|failed assertion|NonDeterminism|DeterminismViolation|UnhandledPromiseRejection|unhandled rejection/i

/** The alarming lines in the logs of a stack. */
export const alarmsIn = (dataDir: string): string[] =>
  readdirSync(join(dataDir, 'logs')).flatMap((name) =>
    readFileSync(join(dataDir, 'logs', name), 'utf8')
      .split('\n')
      .filter((line) => alarming.test(line))
      .map((line) => `${name}: ${line.slice(0, 300)}`),
  )
