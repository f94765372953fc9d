import { z } from 'zod'
import { type Text, text } from './text.ts'

/** Role codes and their names, after the handbook's table of product roles (§1.3). */
export const roles = {
  COMMANDER: text('指挥长', 'Commander'),
  DEPUTY_COMMANDER: text('副指挥长', 'Deputy commander'),
  OFFICE_DIRECTOR: text('创卫办主任', 'Office director'),
  OFFICE_DISPATCHER: text('创卫办调度员', 'Dispatcher'),
  OFFICE_INSPECTOR: text('督查考核员', 'Inspector'),
  OFFICE_FINANCE: text('资金管理员', 'Finance keeper'),
  UNIT_HEAD: text('单位主要负责人', 'Unit head'),
  UNIT_LIAISON: text('单位联络员', 'Unit liaison'),
  FINANCE_BUREAU: text('财政局对接人', 'Finance bureau officer'),
  LEGAL_REVIEWER: text('法制审核人', 'Legal reviewer'),
  ORG_OFFICER: text('组织部对接人', 'Organisation officer'),
  DISCIPLINE_OFFICER: text('纪检监察对接人', 'Discipline officer'),
  SYS_ADMIN: text('系统管理员', 'Administrator'),
  AUDITOR: text('审计查看', 'Auditor'),
} as const satisfies Record<string, Text>

export type Role = keyof typeof roles

export const roleCodes = Object.keys(roles) as [Role, ...Role[]]
export const Role = z.enum(roleCodes)

/** The unit of everybody who works for the campaign office itself. */
export const OFFICE_UNIT = 'OFFICE'

/**
 * The person behind an act, stamped by the API from the session and never by a browser. A role is held within
 * `unitId`. A substitute (代理) acts in the roles of the absent person, whom `onBehalfOf` names.
 */
export const Actor = z.object({
  userId: z.string(),
  name: z.string(),
  roles: z.array(Role),
  unitId: z.string(),
  onBehalfOf: z.object({ userId: z.string(), name: z.string() }).optional(),
})
export type Actor = z.infer<typeof Actor>

/** Whoever acts by the public page, without an account; nothing of who they are is known. */
export const THE_PUBLIC: Actor = { userId: 'public', name: '群众', roles: [], unitId: OFFICE_UNIT }

/** Both people in whom an act is done: who acts and whom they stand in for. Who may not act again, is either. */
export const handsIn = (actor: Pick<Actor, 'userId' | 'onBehalfOf'>): string[] =>
  actor.onBehalfOf ? [actor.userId, actor.onBehalfOf.userId] : [actor.userId]

/** The name under which an act is kept and shown: 张三（代李四） for a substitute. */
export const signedName = ({ name, onBehalfOf }: Pick<Actor, 'name' | 'onBehalfOf'>): string =>
  onBehalfOf ? `${name}（代${onBehalfOf.name}）` : name

/**
 * Whom a step is for. Every given part narrows: somebody holding one of `roles`, of `unitId` when it is
 * named, exactly `userId` when it is named, and never one of `excluded` people or of `excludedUnits`
 * (nobody re-inspects what they did themselves, handbook §1.5). For substitutes more is closed: what must be
 * done in person, and what they themselves have prepared (`notStandingIn`).
 */
export const Assignee = z.object({
  roles: z.array(Role).min(1),
  unitId: z.string().optional(),
  userId: z.string().optional(),
  excluded: z.array(z.string()).default([]),
  excludedUnits: z.array(z.string()).default([]),
  inPerson: z.boolean().optional(),
  notStandingIn: z.array(z.string()).optional(),
})
export type Assignee = z.infer<typeof Assignee>

export const anyone = (...holding: Role[]): Assignee => ({
  roles: holding,
  excluded: [],
  excludedUnits: [],
})

export const ofUnit = (unitId: string, ...holding: Role[]): Assignee => ({ ...anyone(...holding), unitId })

/** Why this person may not act on a step for `assignee`, or null when they may. */
export function whyNotAssignee(
  actor: Actor,
  assignee: Assignee,
): 'NOT_YOUR_UNIT' | 'NOT_YOUR_ROLE' | 'NOT_NAMED' | 'RECUSED' | 'SUBSTITUTE_RECUSED' | 'IN_PERSON' | null {
  const { userId, unitId, onBehalfOf } = actor
  if (assignee.excluded.includes(userId) || assignee.excludedUnits.includes(unitId)) return 'RECUSED'
  if (assignee.unitId !== undefined && assignee.unitId !== unitId) return 'NOT_YOUR_UNIT'
  if (!assignee.roles.some((role) => actor.roles.includes(role))) return 'NOT_YOUR_ROLE'
  if (assignee.userId !== undefined && assignee.userId !== (onBehalfOf?.userId ?? userId)) return 'NOT_NAMED'
  if (!onBehalfOf) return null
  if (assignee.inPerson) return 'IN_PERSON'
  if (assignee.excluded.includes(onBehalfOf.userId) || assignee.notStandingIn?.includes(userId))
    return 'SUBSTITUTE_RECUSED'
  return null
}
