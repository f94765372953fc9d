import { z } from 'zod'
import { type Correction, correctionKeys, correctionOf } from './corrections.ts'
import type { FormKey } from './forms.ts'
import { Actor } from './people.ts'

/** The acts of people. What else a command can be, the product itself asks for. */
export const personalActs = ['submit', 'withdraw', 'reopen', ...correctionKeys] as const
export type PersonalAct = (typeof personalActs)[number]

/**
 * A command is one act of one person on a case. Its id is made by whoever sends it (a browser makes one per
 * click), so that sending it again is the same act. `receivedAt` is the instant, in the case's own time, at
 * which the API had it safely stored: what was received in time is in time, whenever it is decided.
 */
export const Command = z.object({
  id: z.uuid(),
  act: z.enum([...personalActs, 'settleDueDate', 'mergeUnit', 'settleRecord']),
  taskId: z.string().nullable(),
  form: z.unknown(),
  actor: Actor,
  /** People whom the form names by id, as the directory knows them; stamped by the API like the actor. */
  people: z.record(z.string(), Actor).default({}),
  receivedAt: z.string(),
})
export type Command = z.infer<typeof Command>
export type Act = Command['act']

/** The form that an act asks for: a submission that of its task, every other act its own, or none. */
export function formOfAct(act: Act | 'launch', taskForm: FormKey | undefined): FormKey | undefined {
  switch (act) {
    case 'submit':
      return taskForm
    case 'withdraw':
      return 'withdrawal.v1'
    case 'reopen':
      return 'reopening.v1'
    case 'launch':
      return 'notice.v1'
    case 'settleDueDate':
      return undefined
    case 'mergeUnit':
      return 'unitMerge.v1'
    case 'settleRecord':
      return 'recordSettling.v1'
    default:
      return correctionOf(act satisfies Correction).form
  }
}

/** The workflow's answer to a command that it applied: the number of the last event it caused, and the stage. */
export type Applied = { eventNo: number; stage: string }

export const ACT_UPDATE = 'act'
export const OPENED_UPDATE = 'opened'

/** Where a running case says that it stands: its last recorded event and the tasks that wait. Asked by checks only. */
export type Standing = {
  eventNo: number
  stage: string
  openTasks: string[]
  /** When its clock of each of them speaks, ISO; a worker of an earlier version does not say. */
  dues?: Record<string, string>
}
export const STANDING_QUERY = 'standing'
export const REFUSED = 'Refused'
/** A case is being brought up to date: what was asked of it is to be sent again in a moment. */
export const CATCHING_UP = 'CatchingUp'
/** By which a case tells the one that follows it that it has ended, and how. */
export const ENDED_SIGNAL = 'ended'
