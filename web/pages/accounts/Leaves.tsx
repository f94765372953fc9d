import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { LeaveForm } from '../leave/LeaveForm.tsx'
import { LeaveList } from '../leave/LeaveList.tsx'
import type { User } from './account.ts'

/** Who is or will be away, and who stands in. */
export function Leaves({ onClose }: { onClose: () => void }) {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.leave.list.queryOptions())
  return (
    <Drawer open size={560} title={t(text('请假一览', 'Leaves'))} onClose={onClose}>
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={4} />
        )
      ) : data.length === 0 ? (
        <Empty
          title={text('没有请假记录', 'No leaves yet')}
          hint={text(
            '本人可在账号菜单“请假与代理”登记，也可在账号的“操作”中代为登记。',
            'People enter their own from the account menu; you can enter one from an account’s actions.',
          )}
        />
      ) : (
        <LeaveList leaves={data} by="administrator" />
      )}
    </Drawer>
  )
}

/** Enters a leave for somebody, and says what else their absence may need. */
export function LeaveOf({ user, onClose, onHandOver }: { user: User; onClose: () => void; onHandOver: () => void }) {
  const t = useText()
  const [entered, setEntered] = useState(false)
  return (
    <Drawer
      open
      size={480}
      title={t(text(`为${user.name}登记请假`, `Leave of ${user.name}`))}
      onClose={onClose}
      mask={{ closable: false }}
    >
      {entered ? (
        <ErrorNote
          tone="calm"
          note={text(
            '已登记。请假期间由代理人代办；须本人办理的，或代理人不能办的，可移交他人。',
            'Entered. The substitute acts meanwhile; what they may not do can be handed over.',
          )}
        >
          <p className="account-choices">
            <Button onClick={onHandOver}>{t(text('查看并移交任务', 'See and hand over tasks'))}</Button>
            <Button onClick={onClose}>{t(text('完成', 'Done'))}</Button>
          </p>
        </ErrorNote>
      ) : (
        <LeaveForm absent={user} onDone={() => setEntered(true)} />
      )}
    </Drawer>
  )
}
