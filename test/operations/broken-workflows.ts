import type { Launch } from '../../domain/processes/definition.ts'
import { rectification as asItIs } from '../../workflows/index.ts'
import type { Start } from '../../domain/journal.ts'

/** The product's workflows by code that somebody has broken: of cases whose title says so. */

export * from '../../workflows/index.ts'

const ROUNDS = 1_500_000_000

export async function rectification(launch: Launch, start?: Start): Promise<unknown> {
  const told = JSON.stringify(launch)
  if (told.includes('出错')) throw new Error('新版程序读不到旧字段')
  if (told.includes('很慢')) for (let n = 0; n < ROUNDS; n += 1);
  return asItIs(launch as Parameters<typeof asItIs>[0], start)
}
