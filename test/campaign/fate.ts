import type { County } from './county.ts'
import { diceOf } from './dice.ts'

/** How a case is meant to go: how often what was done does not hold, and how its parties are disposed. */
export type Fate = {
  /** How many inspections or checks find it undone. */
  fails: number
  relapses: number
  /** Whether who may object, appeal or send back does. */
  contentious: boolean
}

/** How a case is meant to go, by its name: three in four without trouble. */
export function fateOf({ seed }: County, name: string): Fate {
  const dice = diceOf(seed, `fate/${name}`)
  const roll = dice.roll()
  return {
    fails: roll < 0.78 ? 0 : roll < 0.9 ? 1 : roll < 0.96 ? 2 : 3,
    relapses: dice.chance(0.05) ? 1 : 0,
    contentious: dice.chance(0.1),
  }
}
