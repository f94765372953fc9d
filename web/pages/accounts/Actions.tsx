import { MoreOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { mayBeSubstituted } from '../../../domain/substitutes.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import type { User } from './account.ts'

type Act = 'active' | 'unlock' | 'revoke'

/** What an administrator can do to an account; each asks first and says what it will cause. */
export function Actions({
  user,
  onEdit,
  onReset,
  onLeave,
  onHandOver,
}: {
  user: User
  onEdit: () => void
  onReset: () => void
  onLeave: () => void
  onHandOver: () => void
}) {
  const t = useText()
  const me = useMe()
  const { message } = App.useApp()
  const [asked, setAsked] = useState<Act | null>(null)
  const settled = (told: Text) => ({
    onSuccess: () => {
      setAsked(null)
      void queryClient.invalidateQueries({ queryKey: trpc.user.pathKey() })
      message.success(t(told))
    },
  })
  const update = useMutation(
    trpc.user.update.mutationOptions(settled(user.active ? text('已停用', 'Closed') : text('已启用', 'Opened'))),
  )
  const unlock = useMutation(trpc.user.unlock.mutationOptions(settled(text('已解锁', 'Unlocked'))))
  const revoke = useMutation(
    trpc.user.revokeSessions.mutationOptions(settled(text('已全部下线', 'Signed out everywhere'))),
  )
  const self = user.userId === me.userId
  const closing = { userId: user.userId, roles: user.roles, unitId: user.unit.id, active: false }
  const handOverFirst = () => {
    update.reset()
    setAsked(null)
    onHandOver()
  }

  const acts: Record<
    Act,
    {
      title: Text
      causes: Text
      action: Text
      danger: boolean
      run: () => void
      state: { isPending: boolean; error: unknown; reset: () => void }
    }
  > = {
    active: user.active
      ? {
          title: text(`停用${user.name}的账号？`, `Close the account of ${user.name}?`),
          causes: text(
            '立即下线，不能再登录；办过的事和留痕不受影响，可以再启用。',
            'Signed out at once and unable to sign in. What they did stays on record; it can be opened again.',
          ),
          action: text('停用', 'Close'),
          danger: true,
          run: () => update.mutate(closing),
          state: update,
        }
      : {
          title: text(`启用${user.name}的账号？`, `Open the account of ${user.name}?`),
          causes: text('可以用原密码登录，职责不变。', 'They can sign in with the old password, in the same roles.'),
          action: text('启用', 'Open'),
          danger: false,
          run: () => update.mutate({ userId: user.userId, roles: user.roles, unitId: user.unit.id, active: true }),
          state: update,
        },
    unlock: {
      title: text(`解锁${user.name}？`, `Unlock ${user.name}?`),
      causes: text(
        '密码多次输错而锁定。请先核实是本人再解锁；忘记密码请改用重置密码。',
        'Locked after wrong passwords. Make sure it was them; if they forgot it, reset the password instead.',
      ),
      action: text('解锁', 'Unlock'),
      danger: false,
      run: () => unlock.mutate({ userId: user.userId }),
      state: unlock,
    },
    revoke: {
      title: text(`让${user.name}在所有设备上下线？`, `Sign ${user.name} out everywhere?`),
      causes: text(
        `目前有${user.sessions}处登录，全部失效，须重新登录。已保存的草稿还在。`,
        `${user.sessions} session(s) end; they must sign in again. Saved drafts stay.`,
      ),
      action: text('全部下线', 'Sign out'),
      danger: true,
      run: () => revoke.mutate({ userId: user.userId }),
      state: revoke,
    },
  }
  const present = asked && acts[asked]
  const items = [
    { key: 'edit', label: t(text('修改职责与单位', 'Change roles and unit')), onClick: onEdit },
    { key: 'reset', label: t(text('重置密码', 'Reset the password')), onClick: onReset },
    ...(user.active && mayBeSubstituted(user)
      ? [{ key: 'leave', label: t(text('登记请假', 'Enter a leave')), onClick: onLeave }]
      : []),
    { key: 'handOver', label: t(text('移交任务', 'Hand tasks over')), onClick: onHandOver },
    ...(user.lockedMinutes === null
      ? []
      : [{ key: 'unlock', label: t(text('解锁', 'Unlock')), onClick: () => setAsked('unlock') }]),
    {
      key: 'revoke',
      label: t(text('全部下线', 'Sign out everywhere')),
      disabled: user.sessions === 0,
      onClick: () => setAsked('revoke'),
    },
    {
      key: 'active',
      danger: user.active,
      disabled: self && user.active,
      label:
        self && user.active
          ? t(text('停用（不能停用自己）', 'Close (not one’s own)'))
          : t(user.active ? text('停用账号', 'Close the account') : text('启用账号', 'Open the account')),
      onClick: () => setAsked('active'),
    },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button icon={<MoreOutlined />} aria-label={t(text(`${user.name}的操作`, `Actions for ${user.name}`))}>
          {t(text('操作', 'Actions'))}
        </Button>
      </Dropdown>
      {present && (
        <Confirm
          open
          title={present.title}
          causes={present.causes}
          action={present.action}
          danger={present.danger}
          busy={present.state.isPending}
          onConfirm={present.run}
          onCancel={() => {
            present.state.reset()
            setAsked(null)
          }}
        >
          {present.state.error != null && (
            <ErrorNote note={failureText(present.state.error)}>
              {refusalOf(present.state.error)?.code === 'HOLDS_TASKS' && (
                <p className="account-choices">
                  <Button type="primary" onClick={handOverFirst}>
                    {t(text('移交任务', 'Hand tasks over'))}
                  </Button>
                  <Button danger onClick={() => update.mutate({ ...closing, tasksLater: true })}>
                    {t(text('先停用，任务随后移交', 'Close now, hand over after'))}
                  </Button>
                </p>
              )}
            </ErrorNote>
          )}
        </Confirm>
      )}
    </>
  )
}
