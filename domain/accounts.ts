import { z } from 'zod'
import { type Role, roleCodes, OFFICE_UNIT } from './people.ts'
import { type Text, text } from './text.ts'

/** Rules for accounts: names that sign in, passwords, and which roles go together. */

/** A user name as it is compared: one form for full- and half-width, upper and lower case. */
export const cleanUsername = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

export const isUsername = (name: string): boolean => /^[\p{Letter}\p{Number}._-]{2,40}$/u.test(cleanUsername(name))

export const Username = z
  .string()
  .transform(cleanUsername)
  .refine(isUsername, {
    params: { text: text('2 至 40 个字，可用汉字、字母、数字和 . _ -', '2 to 40 letters, digits, or . _ -') },
  })

const kinds = [/\p{Lowercase}/u, /\p{Uppercase}/u, /\p{Number}/u, /[^\p{Letter}\p{Number}]/u, /\p{Other_Letter}/u]

/** At least eight characters of two kinds (GB/T 22239: not trivially guessed). */
export const Password = z
  .string()
  .max(128)
  .refine((value) => Array.from(value).length >= 8 && kinds.filter((kind) => kind.test(value)).length >= 2, {
    params: {
      text: text(
        '至少 8 位，且包含字母、数字、符号中的两种',
        'At least 8 characters of two kinds (letters, digits, symbols)',
      ),
    },
  })

export const RoleSet = z.array(z.enum(roleCodes)).min(1).max(6)

const ofUnits: readonly Role[] = ['UNIT_HEAD', 'UNIT_LIAISON']
const ofOffice: readonly Role[] = ['OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR']
const alone: readonly Role[] = ['SYS_ADMIN', 'AUDITOR', 'DISCIPLINE_OFFICER']

/** Why these roles do not go together, or with this unit; null when they do (separation of duties, handbook §1.5). */
export function whyNotRoles(held: readonly Role[], unitId: string): Text | null {
  if (held.length > 1 && held.some((role) => alone.includes(role))) {
    return text(
      '系统管理员、审计、纪检监察不得兼任其他职责',
      'Administrator, auditor and discipline officer hold no other role',
    )
  }
  if (held.some((role) => ofUnits.includes(role)) && held.some((role) => ofOffice.includes(role))) {
    return text('责任单位人员不得兼任创卫办职责', 'Nobody acts for a unit and for the office')
  }
  if (
    held.some((role) => ofOffice.includes(role)) !== (unitId === OFFICE_UNIT) &&
    held.some((role) => ofOffice.includes(role) || ofUnits.includes(role))
  ) {
    return text(
      '创卫办职责须属于创卫办，单位职责须属于责任单位',
      'Office roles belong to the office, unit roles to a unit',
    )
  }
  return null
}
