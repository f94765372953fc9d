import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Pagination, Select } from 'antd'
import { useState } from 'react'
import { type Role, roleCodes, roles } from '../../../domain/people.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { emptyAccount, type User } from './account.ts'
import { AccountForm } from './AccountForm.tsx'
import { AccountList } from './AccountList.tsx'
import { Actions } from './Actions.tsx'
import { type Credentials, HandOver } from './HandOver.tsx'
import { LeaveOf, Leaves } from './Leaves.tsx'
import { ResetPassword } from './ResetPassword.tsx'
import { Tasks } from './Tasks.tsx'
import './accounts.css'

type Open = { form: 'create' | 'leaves' } | { form: 'edit' | 'reset' | 'leave' | 'handOver'; user: User } | null
const PAGE = 30

/** Who may sign in, in which roles and for which unit: the administrator's page. */
export function AccountsPage() {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.user.list.queryOptions())
  const [typed, setTyped] = useState('')
  const [role, setRole] = useState<Role | undefined>()
  const [attention, setAttention] = useState(false)
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<Open>(null)
  const [credentials, setCredentials] = useState<Credentials | null>(null)

  const wanted = typed.trim().toLowerCase()
  const users = (data ?? []).filter(
    (user) =>
      `${user.name} ${user.username} ${user.unit.name}`.toLowerCase().includes(wanted) &&
      (role === undefined || user.roles.includes(role)) &&
      (!attention || !user.active || user.lockedMinutes !== null),
  )
  const pages = Math.max(1, Math.ceil(users.length / PAGE))
  const shown = users.slice((Math.min(page, pages) - 1) * PAGE, Math.min(page, pages) * PAGE)
  const narrow = (change: () => void) => {
    change()
    setPage(1)
  }

  return (
    <Page
      title={words.accounts}
      actions={
        <>
          <Button onClick={() => setOpen({ form: 'leaves' })}>{t(text('请假一览', 'Leaves'))}</Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ form: 'create' })}>
            {t(text('新建账号', 'New account'))}
          </Button>
        </>
      }
    >
      {error && data && <ErrorNote note={failureText(error)} />}
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={10} />
        )
      ) : (
        <>
          <search className="account-tools">
            <Input.Search
              className="account-search"
              value={typed}
              allowClear
              aria-label={t(text('查找账号', 'Search accounts'))}
              placeholder={t(text('姓名、用户名、单位', 'Name, user name or unit'))}
              onChange={(event) => narrow(() => setTyped(event.target.value))}
            />
            <Select<Role>
              className="account-role"
              allowClear
              value={role}
              aria-label={t(text('按职责筛选', 'By role'))}
              placeholder={t(text('全部职责', 'All roles'))}
              options={roleCodes.map((code) => ({ value: code, label: t(roles[code]) }))}
              onChange={(next: Role | undefined) => narrow(() => setRole(next))}
            />
            <Checkbox checked={attention} onChange={(event) => narrow(() => setAttention(event.target.checked))}>
              {t(text('只看停用或锁定', 'Closed or locked only'))}
            </Checkbox>
            <span className="account-total">{t(text(`共${users.length}个`, `${users.length} in all`))}</span>
          </search>
          {users.length === 0 ? (
            <Empty
              title={text('没有符合条件的账号', 'No account matches')}
              hint={text('换个姓名或用户名再找。', 'Try another name.')}
            />
          ) : (
            <AccountList
              users={shown}
              renderActions={(user) => (
                <Actions
                  user={user}
                  onEdit={() => setOpen({ form: 'edit', user })}
                  onReset={() => setOpen({ form: 'reset', user })}
                  onLeave={() => setOpen({ form: 'leave', user })}
                  onHandOver={() => setOpen({ form: 'handOver', user })}
                />
              )}
            />
          )}
          {pages > 1 && (
            <Pagination
              className="account-pages"
              current={Math.min(page, pages)}
              pageSize={PAGE}
              total={users.length}
              showSizeChanger={false}
              onChange={setPage}
            />
          )}
        </>
      )}
      {open?.form === 'create' && (
        <AccountForm user={null} start={emptyAccount} onClose={() => setOpen(null)} onCreated={setCredentials} />
      )}
      {open?.form === 'edit' && (
        <AccountForm
          user={open.user}
          start={{ ...emptyAccount, roles: open.user.roles, unitId: open.user.unit.id }}
          onClose={() => setOpen(null)}
          onCreated={setCredentials}
        />
      )}
      {open?.form === 'reset' && (
        <ResetPassword
          user={open.user}
          onClose={() => setOpen(null)}
          onReset={(handed) => {
            setOpen(null)
            setCredentials(handed)
          }}
        />
      )}
      {open?.form === 'leaves' && <Leaves onClose={() => setOpen(null)} />}
      {open?.form === 'leave' && (
        <LeaveOf
          user={open.user}
          onClose={() => setOpen(null)}
          onHandOver={() => setOpen({ form: 'handOver', user: open.user })}
        />
      )}
      {open?.form === 'handOver' && <Tasks user={open.user} onClose={() => setOpen(null)} />}
      <HandOver credentials={credentials} onClose={() => setCredentials(null)} />
    </Page>
  )
}
