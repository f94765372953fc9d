import type { App } from '../../api/context.ts'
import { readCalendar } from '../../db/calendar.ts'
import type { Photo } from '../../domain/fields.ts'
import { type Happening, livedThrough } from './agenda.ts'
import { type County, openCounty } from './county.ts'
import { diceOf } from './dice.ts'
import { fateOf } from './fate.ts'
import { openCase } from './openings.ts'
import { type Planned, planOf, type Scale } from './plan.ts'
import { type Played, story } from './story.ts'

/** What a campaign has come to: every case that was played, what stopped somebody, what was not opened by its end. */
export type Campaign = {
  county: County
  cases: Played[]
  failures: string[]
  openedLater: string[]
  seconds: number
}

/** With more than these something is wrong that more cases will not tell. */
const MOST_FAILURES = 20

/**
 * Lets a county live through its campaign: everybody does their part at their time, through the API's own functions,
 * received and decided as in production, each case by its own clock. After `seconds`, or when case after case comes to
 * a stop, it is left where it stands.
 */
export async function campaign(
  app: App,
  scale: Scale,
  {
    photo,
    lanes = 16,
    seconds: most = Infinity,
    told = () => undefined,
  }: { photo: Photo; lanes?: number; seconds?: number; told?: (line: string) => void },
): Promise<Campaign> {
  const years = scale.years.flatMap(({ year }) => [year, year + 1])
  const county = await openCounty(app, { ...scale, years: [...new Set(years)], photo })
  const calendar = await readCalendar(app.db)
  const cases: Played[] = []
  const failures: string[] = []
  const plan = planOf(county, calendar, scale)
  const opened = new Set<string>()
  const all = (planned: Planned[]): Planned[] => planned.flatMap((one) => [one, ...all(one.leadsTo)])

  const opens = (planned: Planned): Happening => ({
    at: planned.at,
    happens: async () => {
      const { name, opening, at, leadsTo } = planned
      const { caseId, skippedMs } = await openCase(county, opening, { at, dice: diceOf(scale.seed, `open/${name}`) })
      opened.add(name)
      const its = { caseId, kind: opening.kind, name, fate: fateOf(county, name), skippedMs }
      const ended = () => leadsTo.map(opens)
      return story(county, calendar, its, { played: (one) => cases.push(one), ended }).begins()
    },
  })

  const until = Date.parse(`${scale.until}T00:00:00+08:00`)
  const began = performance.now()
  let month = ''
  let latest = 0
  await livedThrough(plan.map(opens), {
    lanes,
    until,
    enough: () => performance.now() - began > most * 1000 || failures.length > MOST_FAILURES,
    failed: (error) => failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    told: (at) => {
      latest = Math.max(latest, at)
      const now = new Date(latest + 28_800_000).toISOString().slice(0, 7)
      if (now === month) return
      month = now
      told(
        `${now}: ${cases.length} cases, ${county.tally.of('acts')} acts, ${((performance.now() - began) / 1000).toFixed(0)} s`,
      )
    },
  })
  const seconds = (performance.now() - began) / 1000
  const missing = all(plan).filter(({ name }) => !opened.has(name))
  return { county, cases, failures, openedLater: missing.map(({ name }) => name), seconds }
}
