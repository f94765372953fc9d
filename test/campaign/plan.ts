import type { Calendar } from '../../domain/calendar.ts'
import type { County } from './county.ts'
import { diceOf } from './dice.ts'
import { whenOpen } from './moments.ts'
import type { Opening } from './openings.ts'

/** How large a campaign is. The dates are of Asia/Shanghai, YYYY-MM-DD. */
export type Scale = {
  seed: number
  units: number
  problems: number
  complaints: number
  /** Notices written by hand; more come from problems and complaints. */
  notices: number
  from: string
  /** Until when something new comes up. */
  to: string
  /** When the county is looked at; what is not over by then is still open. */
  until: string
  years: { year: number; halves: ('H1' | 'H2')[]; settledOn: string }[]
}

/** The sample county's two years: what design and load goals ask for. */
export const wholeCounty: Scale = {
  seed: 20_260_901,
  units: 52,
  problems: 2_000,
  complaints: 300,
  notices: 330,
  from: '2027-01-04',
  to: '2028-12-20',
  until: '2029-04-10',
  years: [
    { year: 2027, halves: ['H1', 'H2'], settledOn: '2028-02-14' },
    { year: 2028, halves: ['H1', 'H2'], settledOn: '2029-02-14' },
  ],
}

/** The same in small: half a year with its settlement. */
export const smallCounty: Scale = {
  seed: 7,
  units: 6,
  problems: 40,
  complaints: 8,
  notices: 10,
  from: '2027-01-04',
  to: '2027-06-10',
  until: '2027-10-10',
  years: [{ year: 2027, halves: ['H1'], settledOn: '2027-08-16' }],
}

/** What is opened and when (ms); `leadsTo` once it is over. */
export type Planned = { name: string; at: number; opening: Opening; leadsTo: Planned[] }

/** All that the county opens, by the scale's seed. A few cases come up so late that they are still open at the end. */
export function planOf(county: County, calendar: Calendar, scale: Scale): Planned[] {
  const { seed } = scale
  const [from, to, until] = [scale.from, scale.to, scale.until].map((date) => Date.parse(`${date}T00:00:00+08:00`)) as [
    number,
    number,
    number,
  ]
  const planned: Planned[] = []
  const several = (kind: 'problem' | 'complaint' | 'rectification', count: number) => {
    for (let n = 1; n <= count; n += 1) {
      const name = `${kind}/${n}`
      const dice = diceOf(seed, `plan/${name}`)
      const late = dice.chance(0.02)
      const at = whenOpen(calendar, late ? dice.between(until - 6 * 86_400_000, until) : dice.between(from, to), dice)
      const opening: Opening = kind === 'rectification' ? { kind, unitId: dice.pick(county.units).id } : { kind }
      planned.push({ name, at, opening, leadsTo: [] })
    }
  }
  several('problem', scale.problems)
  several('complaint', scale.complaints)
  several('rectification', scale.notices)
  for (const { year, halves, settledOn } of scale.years) {
    const ofUnits = (kind: 'letter' | 'deposit' | 'settlement', date: string): Planned[] =>
      county.units.map(({ id: unitId }) => {
        const name = `${kind}/${year}/${unitId}`
        const dice = diceOf(seed, `plan/${name}`)
        const at = whenOpen(calendar, Date.parse(`${date}T00:00:00+08:00`) + dice.between(0, 9) * 86_400_000, dice)
        return { name, at, opening: { kind, unitId, year }, leadsTo: [] }
      })
    planned.push(...ofUnits('letter', `${year}-01-10`), ...ofUnits('deposit', `${year}-03-01`))
    for (const [index, half] of halves.entries()) {
      const name = `assessment/${year}/${half}`
      const date = half === 'H1' ? `${year}-07-03` : `${year + 1}-01-04`
      const at = whenOpen(calendar, Date.parse(`${date}T00:00:00+08:00`), diceOf(seed, `plan/${name}`))
      // The year is settled once its last half is published.
      const leadsTo = index === halves.length - 1 ? ofUnits('settlement', settledOn) : []
      planned.push({ name, at, opening: { kind: 'assessment', year, half }, leadsTo })
    }
  }
  return planned
}
