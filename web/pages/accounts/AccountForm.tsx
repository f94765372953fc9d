import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { type Role, roleCodes, roles } from '../../../domain/people.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow, partsOf } from '../../components/form/FieldRow.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { type AccountDraft, accountFaults, labels, newPassword, type User } from './account.ts'
import type { Credentials } from './HandOver.tsx'
import { PasswordInput } from './PasswordInput.tsx'

const hints: Partial<Record<keyof AccountDraft, Text>> = {
  username: text('登录用，可用姓名拼音或汉字，不区分大小写', 'To sign in with; upper and lower case are the same'),
  password: text('至少8位，含字母、数字、符号中的两种', 'At least 8 characters of two kinds'),
}

/** Makes an account, or changes the roles and unit of `user`. What was typed stays on a refusal. */
export function AccountForm({
  user,
  start,
  onClose,
  onCreated,
}: {
  user: User | null
  start: AccountDraft
  onClose: () => void
  onCreated: (credentials: Credentials) => void
}) {
  const t = useText()
  const id = useId()
  const [draft, setDraft] = useState<AccountDraft>(() => (user ? start : { ...start, password: newPassword() }))
  const [tried, setTried] = useState(false)
  const [refusedDraft, setRefusedDraft] = useState<AccountDraft | null>(null)
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: 300_000 }))
  const done = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.user.pathKey() })
    onClose()
  }
  const onError = () => setRefusedDraft(draft)
  const create = useMutation(
    trpc.user.create.mutationOptions({
      onSuccess: () => {
        onCreated(draft)
        done()
      },
      onError,
    }),
  )
  const update = useMutation(trpc.user.update.mutationOptions({ onSuccess: done, onError }))
  const { error, isPending } = user ? update : create

  const faults = accountFaults(draft, user === null)
  const served = refusedDraft === draft ? (refusalOf(error)?.fields ?? []) : []
  const shown: FieldError[] = [...(tried ? faults : []), ...served]
  const put = (change: Partial<AccountDraft>) => setDraft({ ...draft, ...change })
  const row = (name: keyof AccountDraft, control: (id: string, invalid: boolean) => ReactNode, group = false) => {
    const errors = errorsAt(shown, name)
    return (
      <FieldRow
        id={`${id}-${name}`}
        spec={{ label: labels[name], hint: hints[name], required: true }}
        errors={errors}
        group={group}
      >
        {control(`${id}-${name}`, errors.length > 0)}
      </FieldRow>
    )
  }
  const submit = () => {
    setTried(true)
    if (faults.length > 0 || !draft.unitId || isPending) return
    const { name, username, password, roles: held, unitId } = draft
    if (user) update.mutate({ userId: user.userId, roles: held, unitId, active: user.active })
    else create.mutate({ name: name.trim(), username, password, roles: held, unitId })
  }

  return (
    <Drawer
      open
      size={480}
      title={t(
        user ? text(`${user.name}：职责与单位`, `${user.name}: roles and unit`) : text('新建账号', 'New account'),
      )}
      onClose={onClose}
      mask={{ closable: false }}
    >
      <form
        className="zod-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {!user &&
          row('name', (field, invalid) => (
            <Input
              id={field}
              value={draft.name}
              maxLength={40}
              status={invalid ? 'error' : undefined}
              autoComplete="off"
              onChange={(event) => put({ name: event.target.value })}
            />
          ))}
        {!user &&
          row('username', (field, invalid) => (
            <Input
              id={field}
              value={draft.username}
              maxLength={40}
              status={invalid ? 'error' : undefined}
              autoComplete="off"
              onChange={(event) => put({ username: event.target.value })}
            />
          ))}
        {!user &&
          row('password', (field, invalid) => (
            <PasswordInput
              id={field}
              value={draft.password}
              invalid={invalid}
              onChange={(password) => put({ password })}
            />
          ))}
        {row('unitId', (field, invalid) => (
          <Select
            id={field}
            className="field-select"
            showSearch={{
              filterOption: (typed, option) =>
                `${option?.label ?? ''} ${option?.search ?? ''}`.toLowerCase().includes(typed.toLowerCase()),
            }}
            value={draft.unitId}
            status={invalid ? 'error' : undefined}
            placeholder={t(text('请选择，可输入名称查找', 'Choose, or type to search'))}
            options={(units ?? []).map((unit) => ({ value: unit.id, label: unit.name, search: unit.shortName }))}
            onChange={(unitId: string) => put({ unitId })}
          />
        ))}
        {row(
          'roles',
          (field) => (
            <Checkbox.Group<Role>
              className="role-choices"
              aria-labelledby={partsOf(field).label}
              value={draft.roles}
              options={roleCodes.map((role) => ({ value: role, label: t(roles[role]) }))}
              onChange={(held) => put({ roles: held })}
            />
          ),
          true,
        )}
        {error && refusedDraft === draft && <ErrorNote note={failureText(error)} />}
        <div className="form-actions">
          <Button type="primary" size="large" htmlType="submit" loading={isPending}>
            {t(user ? words.save : text('建立账号', 'Create'))}
          </Button>
          <Button size="large" onClick={onClose}>
            {t(words.cancel)}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
