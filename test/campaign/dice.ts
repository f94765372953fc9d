import { createHash } from 'node:crypto'

/** Chances that come out the same for the same seed and name, in whatever order the cases are played. */
export type Dice = {
  /** A number from 0 up to 1. */
  roll: () => number
  chance: (p: number) => boolean
  between: (from: number, to: number) => number
  whole: (from: number, to: number) => number
  /** Throws RangeError when there is nothing to pick from. */
  pick: <T>(among: readonly T[]) => T
  uuid: () => string
}

/** The dice of one thing, a case or a unit, told by its name. */
export function diceOf(seed: number, name: string): Dice {
  let state = createHash('sha256').update(`${seed}/${name}`).digest().readUInt32LE(0)
  // Mulberry32: small, and good enough for who is late.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(roll() * (to - from + 1))
  return {
    roll,
    whole,
    chance: (p) => roll() < p,
    between: (from, to) => from + roll() * (to - from),
    pick: (among) => {
      const one = among[whole(0, among.length - 1)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    uuid: () => {
      const hex = Array.from({ length: 32 }, () => Math.floor(roll() * 16).toString(16)).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
