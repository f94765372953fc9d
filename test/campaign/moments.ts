import { type Calendar, dateOf, dayOf, instantOf } from '../../domain/calendar.ts'
import type { Correction } from '../../domain/corrections.ts'
import type { Role } from '../../domain/people.ts'
import type { Fate } from './fate.ts'
import type { Character } from './county.ts'
import type { Dice } from './dice.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * What somebody means to do about an open step, and when (ms). `wait`: nothing, until it is late. `onTheDot`: the rule
 * asks for the very moment; anything else may as well be done half a day's work earlier.
 */
export type Intention = { at: number; act: 'submit' | 'wait' | Correction; onTheDot?: boolean }

/** An open step as who intends something about it sees it; times in ms. */
export type Seen = {
  step: string
  roles: Role[]
  unitId: string | null
  openedAt: number
  dueAt: number
  objectUntil: number | null
  corrections: Correction[]
  /** What was asked for about it before. */
  tried: ReadonlySet<string>
  /** Steps that are open beside it. */
  beside: readonly string[]
}

type Around = { dice: Dice; fate: Fate; character: Character; calendar: Calendar; now: number }

const early: Record<Character, [number, number]> = { DILIGENT: [0.05, 0.6], SLOW: [0.5, 0.95], SLACK: [0.3, 0.97] }

/** What somebody means to do about a step; null while nothing can be done about it. */
export function intentionFor(seen: Seen, { dice, fate, character, calendar, now }: Around): Intention | null {
  const { step, dueAt, openedAt } = seen
  const span = Math.max(dueAt - openedAt, HOUR)
  // Not before the right to be heard has run out.
  if (step === 'legalReview' && seen.beside.includes('defense')) return null
  // What is for the public to read is open until its last day is over; a talk is held when it is appointed.
  if (step === 'publicNotice') return { at: Math.max(now, dueAt) + HOUR, act: 'submit', onTheDot: true }
  if (step === 'holdTalk') return { at: Math.max(now, dueAt - 2 * MINUTE), act: 'submit', onTheDot: true }
  const asOffice = seen.unitId === null || seen.unitId === 'OFFICE'
  if (!asOffice) {
    const asked = correctionFor(seen, dice, fate, now)
    if (asked) return asked
  }
  const late = asOffice ? dice.chance(0.02) : character === 'SLACK' ? dice.chance(0.35) : dice.chance(0.01)
  if (late && !seen.tried.has('wait') && now < dueAt) return { at: dueAt + 20 * MINUTE, act: 'wait', onTheDot: true }
  if (now >= dueAt) return { at: now + dice.between(0.1, 3) * DAY, act: 'submit' }
  const [from, to] = asOffice ? ([0.05, 0.5] as const) : early[character]
  const meant = Math.max(now + MINUTE, openedAt + span * dice.between(from, to))
  return { at: Math.max(now, byDay(calendar, meant, dueAt)), act: 'submit' }
}

function correctionFor(seen: Seen, dice: Dice, fate: Fate, now: number): Intention | null {
  const may = (act: Correction) => seen.corrections.includes(act) && !seen.tried.has(act)
  if (fate.contentious && may('object') && seen.objectUntil !== null && now < seen.objectUntil && dice.chance(0.3))
    return { at: now + (seen.objectUntil - now) * 0.4, act: 'object' }
  if (may('requestExtension') && now < seen.dueAt && dice.chance(0.06))
    return { at: now + (seen.dueAt - now) * 0.3, act: 'requestExtension' }
  if (may('hold') && now < seen.dueAt && dice.chance(0.01)) return { at: now + (seen.dueAt - now) * 0.3, act: 'hold' }
  return null
}

/** The same moment in business time where that is still before the due date: people work by day. */
function byDay(calendar: Calendar, at: number, dueAt: number): number {
  let date = dateOf(at)
  const hour = (at - instantOf(date, 0)) / HOUR
  if (dayOf(calendar, date).works && hour >= calendar.opens && hour < calendar.closes) return at
  for (let days = 0; days < 10; days += 1) {
    const morning = instantOf(date, calendar.opens + 0.25)
    if (morning > at && dayOf(calendar, date).works) return morning < dueAt ? morning : at
    date = dateOf(instantOf(date, 36))
  }
  return at
}

/** An instant in the business time of a working day, at or after `at`. */
export function whenOpen(calendar: Calendar, at: number, dice: Dice): number {
  let date = dateOf(at)
  while (!dayOf(calendar, date).works) date = dateOf(instantOf(date, 36))
  return instantOf(date, dice.between(calendar.opens, calendar.closes - 1))
}
