import { z } from 'zod'
import { Password, Username, whyNotRoles } from '../../../domain/accounts.ts'
import type { UserView } from '../../../domain/directory-views.ts'
import { fieldErrors, line } from '../../../domain/fields.ts'
import type { Role } from '../../../domain/people.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { type Text, text } from '../../../domain/text.ts'

export type User = z.infer<typeof UserView>

/** What is typed of an account so far. */
export type AccountDraft = {
  name: string
  username: string
  password: string
  roles: Role[]
  unitId: string | undefined
}

export const emptyAccount: AccountDraft = { name: '', username: '', password: '', roles: [], unitId: undefined }

export const labels = {
  name: text('姓名', 'Name'),
  username: text('用户名', 'User name'),
  password: text('初始密码', 'First password'),
  roles: text('职责', 'Roles'),
  unitId: text('单位', 'Unit'),
} as const satisfies Record<keyof AccountDraft, Text>

const NewAccount = z.object({
  name: line(labels.name, { max: 40 }),
  username: Username,
  password: Password,
})

const placed = ({ roles, unitId }: Pick<AccountDraft, 'roles' | 'unitId'>): FieldError[] => {
  const errors: FieldError[] = []
  if (!unitId) errors.push({ path: ['unitId'], text: text('请选择单位', 'Choose a unit') })
  if (roles.length === 0) errors.push({ path: ['roles'], text: text('请至少选择一项职责', 'Choose at least one role') })
  const clash = unitId && roles.length > 0 ? whyNotRoles(roles, unitId) : null
  if (clash) errors.push({ path: ['roles'], text: clash })
  return errors
}

/** What is wrong with an account before it is sent; `creating` also looks at what only a new one has. */
export function accountFaults(draft: AccountDraft, creating: boolean): FieldError[] {
  const parsed = NewAccount.safeParse(draft)
  return [...(creating && !parsed.success ? fieldErrors(parsed.error) : []), ...placed(draft)]
}

// Without 0/O, 1/l/I: a password is read out and copied by hand.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const DIGITS = '23456789'

/** A first password that can be read over the telephone: four groups of letters and digits. */
export function newPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(16))
  const pick = (from: string, at: number) => from[(random[at] ?? 0) % from.length] ?? ''
  const group = (at: number) => pick(LETTERS, at) + pick(LETTERS, at + 1) + pick(DIGITS, at + 2) + pick(DIGITS, at + 3)
  return [0, 4, 8, 12].map(group).join('-')
}
