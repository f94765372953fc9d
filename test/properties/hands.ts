import { type Actor, anyone, ofUnit } from '../../domain/people.ts'
import type { Model, ModelTask } from './model.ts'

/** What every rung of the ladder speaks of: an answer, and for whom a step is. */

export type Answer = { task: ModelTask; form: Record<string, unknown>; by: Actor; at: string }
export type Follow = (m: Model, answer: Answer) => void

export const office = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR')
export const proposers = anyone('OFFICE_DIRECTOR', 'OFFICE_INSPECTOR')
export const organ = anyone('ORG_OFFICER', 'DISCIPLINE_OFFICER')
export const head = (m: Model) => ofUnit(m.unitId, 'UNIT_HEAD')
export const unit = (m: Model) => ofUnit(m.unitId, 'UNIT_HEAD', 'UNIT_LIAISON')
export const notOfUnit = (m: Model) => ({ excludedUnits: [m.unitId] })
