import { Modal } from 'antd'
import type { ReactNode } from 'react'
import type { Text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { words } from '../words.ts'

/** Asks before an act that cannot be taken back, saying what it will cause. The button names the act. */
export function Confirm({
  open,
  title,
  causes,
  action,
  danger,
  busy,
  onConfirm,
  onCancel,
  children,
}: {
  open: boolean
  title: Text
  causes: Text
  action: Text
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onCancel: () => void
  children?: ReactNode
}) {
  const t = useText()
  return (
    <Modal
      open={open}
      title={t(title)}
      okText={t(action)}
      cancelText={t(words.cancel)}
      okButtonProps={{ danger: danger ?? false, loading: busy ?? false }}
      onOk={onConfirm}
      onCancel={onCancel}
      width={460}
      centered
      destroyOnHidden
    >
      <p className="confirm-causes">{t(causes)}</p>
      {children}
    </Modal>
  )
}
