import { randomUUID } from 'node:crypto'
import { assigneeOf } from '../../api/task-view.ts'
import type { App } from '../../api/context.ts'
import { publishYear } from '../../db/calendar-years.ts'
import { registerEvidence } from '../../db/evidence.ts'
import { listPeople } from '../../db/people.ts'
import type { Photo } from '../../domain/fields.ts'
import type { Actor, Role } from '../../domain/people.ts'
import { whyNotStep } from '../../domain/two-keys.ts'
import type { Skipping } from './case-clock.ts'
import { type Dice, diceOf } from './dice.ts'
import { Tally } from './tally.ts'

/** How a unit is: most do what they are asked to in time, some at the last moment, some late or not at all. */
export type Character = 'DILIGENT' | 'SLOW' | 'SLACK'

/** The county as its people find it: who they are, what they have photographed, how the units are. */
export type County = {
  app: App
  engine: Skipping
  seed: number
  people: Actor[]
  units: { id: string; name: string; character: Character }[]
  sections: string[]
  photosOf: (unitId: string) => Photo[]
  characterOf: (unitId: string) => Character
  headOf: (unitId: string) => Actor
  /** Somebody who may do this step, of the lowest rank or the highest. Throws when nobody may. */
  whoDoes: (task: Parameters<typeof assigneeOf>[0] & { step: string }, dice: Dice, highest: boolean) => Actor
  holding: (role: Role) => Actor[]
  tally: Tally
}

/** Days off as the State Council publishes them; the years to come are told here, so that nothing is provisional. */
const daysOff = ['01-01', '02-08', '02-09', '02-10', '04-05', '05-03', '05-04', '10-01', '10-04', '10-05', '10-06']

/** Gets a sample county ready for a campaign: calendars of the years, a photo for every unit. `units`: how many play. */
export async function openCounty(
  app: App,
  { seed, units: count, years, photo }: { seed: number; units: number; years: number[]; photo: Photo },
): Promise<County> {
  const { db } = app
  await db.transaction().execute(async (trx) => {
    for (const year of years) {
      const days = daysOff
        .map((day) => `${year}-${day}`)
        .filter((date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
      await publishYear(
        trx,
        year,
        '推演用历',
        days.map((date) => ({ date, kind: 'holiday' as const, name: '放假' })),
      )
    }
  })
  const people = (await listPeople(db, {})).map(({ actor }) => actor).sort((a, b) => (a.userId < b.userId ? -1 : 1))
  const subjects = await db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('subject', '=', true)
    .orderBy('id')
    .execute()
  // First those whose people judge others, because somebody else has to judge them.
  const judging = ({ id }: { id: string }) => Number(people.some((one) => one.unitId === id && !isOfUnit(one)))
  const units = subjects
    .toSorted((a, b) => judging(b) - judging(a))
    .slice(0, count)
    .map((unit) => ({ ...unit, character: characterBy(seed, unit.id) }))
  const sections = (await db.selectFrom('road_section').select('id').orderBy('id').execute()).map(({ id }) => id)
  const photos = await photographed(app, photo, people, [...units.map(({ id }) => id), 'OFFICE'])
  const known = new Map(units.map((unit) => [unit.id, unit.character]))
  const holding = (role: Role) => people.filter(({ roles }) => roles.includes(role))
  const { connection, namespace, taskQueue } = app.engine
  return {
    app,
    engine: { connection, namespace, taskQueue },
    seed,
    people,
    units,
    sections,
    photosOf: (unitId) => photos.get(unitId) ?? [],
    characterOf: (unitId) => known.get(unitId) ?? 'DILIGENT',
    headOf: (unitId) => found(holding('UNIT_HEAD').filter((head) => head.unitId === unitId)),
    whoDoes: (task, dice, highest) => {
      const fit = people.filter((one) => whyNotStep(one, assigneeOf(task), task.step) === null)
      if (fit.length === 0) throw new Error(`nobody may do ${task.step}: ${JSON.stringify(assigneeOf(task))}`)
      const ranks = fit.map(rankOf)
      const rank = highest ? Math.max(...ranks) : Math.min(...ranks)
      return dice.pick(fit.filter((one) => rankOf(one) === rank))
    },
    holding,
    tally: new Tally(),
  }
}

const isOfUnit = ({ roles }: Actor) => roles.every((role) => role === 'UNIT_HEAD' || role === 'UNIT_LIAISON')

function characterBy(seed: number, unitId: string): Character {
  const roll = diceOf(seed, `unit/${unitId}`).roll()
  return roll < 0.6 ? 'DILIGENT' : roll < 0.85 ? 'SLOW' : 'SLACK'
}

const ladder: readonly Role[] = [
  'OFFICE_INSPECTOR',
  'OFFICE_DISPATCHER',
  'OFFICE_DIRECTOR',
  'DEPUTY_COMMANDER',
  'COMMANDER',
]
const rankOf = ({ roles }: Actor): number => Math.max(0, ...roles.map((role) => ladder.indexOf(role)))

function found<T>(among: T[]): T {
  const [first] = among
  if (first === undefined) throw new Error('nobody holds this post')
  return first
}

/** Two photos for somebody of every unit: the bytes that were uploaded once, shown by each as their own. */
async function photographed(app: App, photo: Photo, people: Actor[], units: string[]): Promise<Map<string, Photo[]>> {
  const {
    id: _id,
    uploaded_at: _at,
    uploaded_by: _by,
    unit_id: _unit,
    ...stored
  } = await app.db.selectFrom('evidence').selectAll().where('id', '=', photo.id).executeTakeFirstOrThrow()
  const photos = new Map<string, Photo[]>()
  for (const unitId of units) {
    const somebody = found(people.filter((one) => one.unitId === unitId))
    const own: Photo[] = []
    for (let n = 0; n < 2; n += 1) {
      const id = await registerEvidence(app.db, somebody, stored, { limit: 1000, now: Date.now() })
      own.push({ id: id ?? randomUUID(), sha256: photo.sha256 })
    }
    photos.set(unitId, own)
  }
  return photos
}
