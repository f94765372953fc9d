import type { ReactNode } from 'react'
import { roles } from '../../../domain/people.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { labels, type User } from './account.ts'

/** Whether an account can be used, in a word. */
function State({ user }: { user: User }) {
  const t = useText()
  if (!user.active) return <span className="account-state account-closed">{t(text('已停用', 'Closed'))}</span>
  if (user.lockedMinutes !== null)
    return (
      <span className="account-state account-locked">
        {t(text(`已锁定，${user.lockedMinutes}分钟后自动解锁`, `Locked for ${user.lockedMinutes} min`))}
      </span>
    )
  if (user.sessions > 0)
    return <span className="account-state">{t(text(`在线 ${user.sessions} 处`, `${user.sessions} session(s)`))}</span>
  return <span className="account-state faint">{t(text('正常', 'In order'))}</span>
}

/** The accounts as a table, which folds into cards on a phone. */
export function AccountList({
  users,
  renderActions,
}: {
  users: readonly User[]
  renderActions: (user: User) => ReactNode
}) {
  const t = useText()
  const head = {
    name: t(labels.name),
    username: t(labels.username),
    unit: t(labels.unitId),
    roles: t(labels.roles),
    state: t(text('状态', 'State')),
  }
  return (
    <table className="accounts">
      <thead>
        <tr>
          {Object.entries(head).map(([key, label]) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
          <th scope="col">
            <span className="unseen">{t(text('操作', 'Actions'))}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.userId} className={user.active ? undefined : 'account-off'}>
            <th scope="row">{user.name}</th>
            <td data-label={head.username}>{user.username}</td>
            <td data-label={head.unit}>{user.unit.name}</td>
            <td data-label={head.roles}>{user.roles.map((role) => t(roles[role])).join(t(text('、', ', ')))}</td>
            <td data-label={head.state}>
              <State user={user} />
            </td>
            <td className="account-actions">{renderActions(user)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
