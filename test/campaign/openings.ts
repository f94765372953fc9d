import { receiveAssessment, receiveDeposit, receiveSettlement } from '../../api/campaign-year.ts'
import { commandView, decide } from '../../api/commands.ts'
import { receiveRegistration, receiveReport } from '../../api/complaints/receive.ts'
import type { App } from '../../api/context.ts'
import { receiveLetter } from '../../api/letters/receive.ts'
import { receiveNotice } from '../../api/notices.ts'
import { receiveProblem } from '../../api/problems.ts'
import { reachOf } from '../../db/reach.ts'
import type { CommandRow } from '../../db/commands.ts'
import type { AssessmentPlan } from '../../domain/assessment-forms.ts'
import type { DepositNotice } from '../../domain/campaign-year-forms.ts'
import type { Registration } from '../../domain/complaint-views.ts'
import type { FormKey, FormOf } from '../../domain/forms.ts'
import type { Actor } from '../../domain/people.ts'
import type { ProblemReport } from '../../domain/problem-forms.ts'
import { problemKinds, situations, type ProblemKind } from '../../domain/problem-kinds.ts'
import { openingAt } from './case-clock.ts'
import type { County } from './county.ts'
import type { Dice } from './dice.ts'
import { filled } from './filling.ts'
import { letterOf } from './letters.ts'

/** What is opened, and by which facts of the plan. */
export type Opening =
  | { kind: 'problem' | 'complaint' }
  | { kind: 'rectification'; unitId: string }
  | { kind: 'letter' | 'deposit' | 'settlement'; unitId: string; year: number }
  | { kind: 'assessment'; year: number; half: 'H1' | 'H2' }

/** Opens a case at an instant (ms) as its people do. Returns its id and how far its clock is ahead, ms. */
export async function openCase(
  county: County,
  opening: Opening,
  { at, dice }: { at: number; dice: Dice },
): Promise<{ caseId: string; skippedMs: number }> {
  const then = openingAt(county.app, at)
  const caseId = await county.tally.timed('an opening', () => received(county, then.app, opening, at, dice))
  county.tally.count('acts')
  return { caseId, skippedMs: then.skippedMs() }
}

async function received(county: County, app: App, opening: Opening, at: number, dice: Dice): Promise<string> {
  const commandId = dice.uuid()
  const director = county.holding('OFFICE_DIRECTOR')[0] as Actor
  const fill = <K extends FormKey>(key: K, by: Actor, unitId: string, said: Record<string, unknown>) =>
    filled(key, said, { now: at, by, unitId, people: county.people, photos: county.photosOf(by.unitId) }) as FormOf<K>
  const launched = async (row: Promise<CommandRow>) => {
    const { caseId, refusal } = commandView(await decide(app, await row))
    if (refusal) throw new Error(`${opening.kind} was refused: ${refusal.text.zh}`)
    return caseId
  }
  switch (opening.kind) {
    case 'problem': {
      const by = dice.chance(0.7) ? dice.pick(county.holding('OFFICE_INSPECTOR')) : liaison(county, dice)
      const report = reportOf(county, dice, by)
      return launched(receiveProblem(app, commandId, { report }, by, reachOf('county', by)))
    }
    case 'rectification': {
      const by = dice.pick(county.holding('OFFICE_INSPECTOR'))
      const notice = fill('notice.v1', by, opening.unitId, { unitId: opening.unitId, title: '后巷垃圾清运不及时' })
      return launched(receiveNotice(app, commandId, notice, by, reachOf('county', by)))
    }
    case 'complaint':
      return complained(county, app, commandId, dice)
    case 'letter': {
      const letter = fill('letter.v1', director, opening.unitId, letterOf(county, { ...opening, dice }))
      return launched(
        receiveLetter(app, { commandId, actor: director, asked: letter, letter: () => Promise.resolve(letter) }),
      )
    }
    case 'deposit': {
      const { unitId, year } = opening
      const keeper = county.holding('OFFICE_FINANCE')[0] as Actor
      const payerId = county.headOf(unitId).userId
      const said = { unitId, year, payerId, title: `${year}年度保证金`, dueYuan: dice.pick([1000, 3000, 5000]) }
      const notice: DepositNotice = fill('depositNotice.v1', keeper, unitId, said)
      return launched(receiveDeposit(app, commandId, notice, keeper))
    }
    case 'assessment': {
      const { year, half } = opening
      const all = county.units.map(({ id }) => id)
      const said = { year, half, title: `${year}年${half === 'H1' ? '上' : '下'}半年考核`, unitIds: all }
      const plan: AssessmentPlan = fill('assessmentPlan.v1', director, 'OFFICE', said)
      return launched(receiveAssessment(app, commandId, plan, director))
    }
    case 'settlement':
      return launched(receiveSettlement(app, commandId, { unitId: opening.unitId, year: opening.year }, director))
  }
}

function liaison(county: County, dice: Dice): Actor {
  const { id } = dice.pick(county.units)
  return dice.pick(county.holding('UNIT_LIAISON').filter(({ unitId }) => unitId === id))
}

function reportOf(county: County, dice: Dice, by: Actor): ProblemReport {
  const category = dice.pick(Object.keys(problemKinds) as ProblemKind[])
  return {
    category,
    situation: dice.pick(Object.keys(situations[category])),
    source: dice.pick(['PATROL', 'GRID', 'HOTLINE', 'COVERT']),
    place: `人民路${dice.whole(1, 400)}号门前`,
    roadSectionId: dice.chance(0.7) ? dice.pick(county.sections) : undefined,
    description: '',
    photos: county.photosOf(by.unitId).slice(0, 1),
  }
}

async function complained(county: County, app: App, commandId: string, dice: Dice): Promise<string> {
  const said = {
    place: `望溪街${dice.whole(1, 200)}号`,
    words: '这里的垃圾堆了好几天没有人来清理，气味很大。',
    phone: dice.chance(0.5) ? `139${dice.whole(10_000_000, 99_999_999)}` : '',
  }
  if (dice.chance(0.5)) {
    const report = await receiveReport(app, commandId, { ...said, photoIds: [] }, () => Promise.resolve([]))
    return report.caseId
  }
  const by = county.holding('OFFICE_DISPATCHER')[0] as Actor
  const taken: Registration = {
    ...said,
    channel: dice.pick(['PHONE', 'LETTER', 'VISIT', 'HOTLINE']),
    photos: [],
    name: dice.chance(0.5) ? '来电群众' : '',
    confidential: dice.pick(['YES', 'NO']),
  }
  return (await receiveRegistration(app, commandId, taken, by, reachOf('county', by))).caseId
}
