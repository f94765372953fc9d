import { z } from 'zod'
import { DeadlineCorrection, Reassignment } from './correction-forms.ts'
import { field } from './fields.ts'
import type { InterventionAct } from './interventions.ts'
import { interventionActCodes, steeringKinds } from './interventions.ts'
import { Actor } from './people.ts'
import { text } from './text.ts'

/** What each act asks for besides its reason. */

const Nothing = z.object({})

/** 退回到某一点: a point of an execution's history, and what becomes of what was done after it. */
const ResetPoint = z.object({
  runId: z.uuid(),
  eventId: z.int().min(2),
  /** Whether what people did after that point is applied again. */
  keepLater: z.boolean(),
})

const RetryOptions = z.object({
  maximumIntervalSeconds: field(z.int().min(1).max(600), { label: text('重试间隔最长（秒）', 'Longest pause (s)') }),
  startToCloseSeconds: field(z.int().min(1).max(3_600), { label: text('一次时限（秒）', 'Limit of one try (s)') }),
})

export const interventionForms = {
  remind: Nothing,
  reassign: z.object({ userId: Reassignment.shape.userId }),
  correctDeadline: z
    .object({
      way: DeadlineCorrection.shape.way,
      workingDays: DeadlineCorrection.shape.workingDays,
      limit: DeadlineCorrection.shape.limit,
    })
    .refine(({ way, workingDays }) => way !== 'ADD' || workingDays !== undefined, {
      path: ['workingDays'],
      params: { text: text('请填写顺延几个工作日', 'Give the days') },
    })
    .refine(({ way, limit }) => way !== 'LIMIT' || limit !== undefined, {
      path: ['limit'],
      params: { text: text('请填写正确时限', 'Give the right limit') },
    }),
  settle: Nothing,
  retryCommand: Nothing,
  retryNow: Nothing,
  changeOptions: RetryOptions,
  pause: Nothing,
  unpause: Nothing,
  sendBack: Nothing,
  reset: ResetPoint,
  terminate: Nothing,
  rebuild: Nothing,
} as const satisfies Record<InterventionAct, z.ZodObject>

export type InterventionForm<A extends InterventionAct> = z.infer<(typeof interventionForms)[A]>

export const Target = z.object({ caseId: z.string().min(1).max(80), taskId: z.string().max(80).nullable() })
export type Target = z.infer<typeof Target>

/** What an intervention's workflow starts with. */
export const AskedIntervention = z.object({
  id: z.uuid(),
  act: z.enum(interventionActCodes),
  form: z.unknown(),
  reason: z.string(),
  by: Actor,
  targets: z.array(Target).min(1),
  /** Some due date would become earlier than its unit was told. */
  shortens: z.boolean(),
})
export type AskedIntervention = z.infer<typeof AskedIntervention>

/** Confirms, holds up or goes on with what was asked: the browser's id makes a second click the same act. */
export const Steering = z.object({ kind: z.enum(steeringKinds), by: Actor, note: z.string() })
export type Steering = z.infer<typeof Steering>
