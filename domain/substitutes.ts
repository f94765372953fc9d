import { z } from 'zod'
import { line } from './fields.ts'
import { type Actor, type Role, roles } from './people.ts'
import { type Text, text } from './text.ts'

/**
 * Substitutes (代理) during leave. Whoever stands in for somebody acts in that person's roles, is named beside
 * them in every record, and is bound by what excludes either of the two (`whyNotAssignee`).
 */

/**
 * Who may stand in for the holder of a role: the same role, or the one beside it in the same unit (handbook §1.4:
 * the deputy for the commander, the dispatcher for the director, the liaison for the head). Inspectors never stand
 * in for the director, who determines what they found; organs of their own law only for each other.
 */
const standsInFor: Record<Role, readonly Role[]> = {
  COMMANDER: ['COMMANDER', 'DEPUTY_COMMANDER'],
  DEPUTY_COMMANDER: ['DEPUTY_COMMANDER', 'COMMANDER'],
  OFFICE_DIRECTOR: ['OFFICE_DIRECTOR', 'DEPUTY_COMMANDER', 'OFFICE_DISPATCHER'],
  OFFICE_DISPATCHER: ['OFFICE_DISPATCHER', 'OFFICE_DIRECTOR', 'OFFICE_INSPECTOR'],
  OFFICE_INSPECTOR: ['OFFICE_INSPECTOR', 'OFFICE_DIRECTOR', 'OFFICE_DISPATCHER'],
  UNIT_HEAD: ['UNIT_HEAD', 'UNIT_LIAISON'],
  UNIT_LIAISON: ['UNIT_LIAISON', 'UNIT_HEAD'],
  OFFICE_FINANCE: ['OFFICE_FINANCE'],
  FINANCE_BUREAU: ['FINANCE_BUREAU'],
  LEGAL_REVIEWER: ['LEGAL_REVIEWER'],
  ORG_OFFICER: ['ORG_OFFICER'],
  DISCIPLINE_OFFICER: ['DISCIPLINE_OFFICER'],
  SYS_ADMIN: [],
  AUDITOR: [],
}

/** Whether somebody with these roles could ever have a substitute: whether tasks come to them. */
export const mayBeSubstituted = ({ roles: held }: Pick<Actor, 'roles'>): boolean =>
  held.some((role) => standsInFor[role].length > 0)

/** Why somebody cannot stand in for another person, or null when they can: of their unit, and fit for each of their roles. */
export function whyNotSubstitute(substitute: Actor, absent: Actor): Text | null {
  if (substitute.userId === absent.userId) return text('代理人不能是请假人本人', 'Choose somebody else')
  if (substitute.unitId !== absent.unitId)
    return text('代理人须为同一单位的同志', 'The substitute must be of the same unit')
  const lacking = absent.roles.find((role) => !standsInFor[role].some((fit) => substitute.roles.includes(fit)))
  if (lacking === undefined) return null
  if (standsInFor[lacking].length === 0)
    return text(`${roles[lacking].zh}的职责不能代理`, `${roles[lacking].en}: nobody may stand in`)
  const fit = standsInFor[lacking].map((role) => roles[role])
  return text(
    `代理${roles[lacking].zh}须为${fit.map((role) => role.zh).join('、')}`,
    `For ${roles[lacking].en.toLowerCase()} only: ${fit.map((role) => role.en.toLowerCase()).join(', ')}`,
  )
}

/** The substitute as they act for the absent person, or null when (no longer) fit for it. */
export function standingIn(substitute: Actor, absent: Actor): Actor | null {
  if (whyNotSubstitute(substitute, absent)) return null
  const { userId, name, unitId } = substitute
  return { userId, name, unitId, roles: absent.roles, onBehalfOf: { userId: absent.userId, name: absent.name } }
}

/** The longest leave that is entered at once, in days; after it somebody looks again. */
const LONGEST_DAYS = 366

/** A leave: days of the county, both included. */
export const Leave = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    substituteId: z.string().min(1).max(80),
    reason: line(text('事由', 'Reason'), { min: 2, max: 200 }),
  })
  .refine(({ from, to }) => from <= to, {
    path: ['to'],
    params: { text: text('结束日期不能早于开始日期', 'The last day cannot be before the first') },
  })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 < LONGEST_DAYS, {
    path: ['to'],
    params: { text: text('一次最长一年，期满再续', 'A year at most; enter it again after that') },
  })
export type Leave = z.infer<typeof Leave>
