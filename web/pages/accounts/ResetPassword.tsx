import { useMutation } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useId, useState } from 'react'
import { Password } from '../../../domain/accounts.ts'
import { fieldErrors } from '../../../domain/fields.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { newPassword, type User } from './account.ts'
import type { Credentials } from './HandOver.tsx'
import { PasswordInput } from './PasswordInput.tsx'

/** Sets a new password for somebody who lost theirs; it is shown once afterwards, to be handed over. */
export function ResetPassword({
  user,
  onClose,
  onReset,
}: {
  user: User
  onClose: () => void
  onReset: (credentials: Credentials) => void
}) {
  const t = useText()
  const id = useId()
  const [password, setPassword] = useState(newPassword)
  const parsed = Password.safeParse(password)
  const errors = parsed.success ? [] : fieldErrors(parsed.error)
  const reset = useMutation(
    trpc.user.resetPassword.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.user.pathKey() })
        onReset({ name: user.name, username: user.username, password })
      },
    }),
  )
  return (
    <Modal
      open
      centered
      width={460}
      title={t(text(`重置${user.name}的密码`, `Reset the password of ${user.name}`))}
      okText={t(text('重置', 'Reset'))}
      cancelText={t(words.cancel)}
      okButtonProps={{ loading: reset.isPending, disabled: errors.length > 0 }}
      onOk={() => reset.mutate({ userId: user.userId, password })}
      onCancel={onClose}
    >
      <p className="confirm-causes">
        {t(text('原密码立即失效，已登录的设备全部下线。', 'The old password ends at once, and every session with it.'))}
      </p>
      <FieldRow id={id} spec={{ label: text('新密码', 'New password'), required: true }} errors={errors}>
        <PasswordInput id={id} value={password} invalid={errors.length > 0} onChange={setPassword} />
      </FieldRow>
      {reset.error && <ErrorNote note={failureText(reset.error)} />}
    </Modal>
  )
}
