import { correctableOf } from '../../api/task-view.ts'
import type { Calendar } from '../../domain/calendar.ts'
import { formOfAct, type PersonalAct } from '../../domain/commands.ts'
import { type Correction, correctionOf } from '../../domain/corrections.ts'
import type { FormKey } from '../../domain/forms.ts'
import type { Actor } from '../../domain/people.ts'
import { saidOf } from './answers.ts'
import { correctionSaid } from './correcting.ts'
import type { County } from './county.ts'
import type { Dice } from './dice.ts'
import type { Fate } from './fate.ts'
import { filled } from './filling.ts'
import type { OpenStep, StandingCase } from './reading.ts'

/** Whoever answers a case's steps: by which chances, for which fate, at which moment (ms). */
export type Answering = { county: County; calendar: Calendar; dice: Dice; fate: Fate; caseId: string; now: number }

/** Who does this to a step, and the form that they fill in. `times`: how often the step was answered before. */
export function answerTo(
  task: OpenStep,
  act: PersonalAct,
  standing: StandingCase,
  { times, highest, ...whoever }: Answering & { times: number; highest: boolean },
): { form: unknown; by: Actor } {
  const { county, dice, now } = whoever
  const { unitId, failedRounds } = standing
  const by = act === 'submit' ? county.whoDoes(task, dice, highest) : whoAsks(act as Correction, task, unitId, whoever)
  const form = formOfAct(act, task.form as FormKey) as FormKey
  const asked = { ...whoever, unitId, failedRounds, times, context: task.context, by }
  const said = act === 'submit' ? saidOf(task.step, asked) : correctionSaid(act, now)
  const filler = { now, by, unitId, people: county.people, photos: county.photosOf(by.unitId) }
  return { form: filled(form, said, filler), by }
}

function whoAsks(act: Correction, task: OpenStep, unitId: string, { county, dice, now }: Answering): Actor {
  const { whyNot } = correctionOf(act)
  const at = new Date(now).toISOString()
  return dice.pick(county.people.filter((one) => whyNot(correctableOf(task, unitId), one, at) === null))
}
