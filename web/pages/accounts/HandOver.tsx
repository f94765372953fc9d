import { App, Button, Modal } from 'antd'
import { text } from '../../../domain/text.ts'
import { copyText } from '../../clipboard.ts'
import { useText } from '../../language.tsx'

export type Credentials = { name: string; username: string; password: string }

/** Shows a new password once, to be handed over; it cannot be read again later. */
export function HandOver({ credentials, onClose }: { credentials: Credentials | null; onClose: () => void }) {
  const t = useText()
  const { message } = App.useApp()
  if (!credentials) return null
  const { name, username, password } = credentials
  const copy = async () => {
    const words = t(text(`用户名：${username}\n密码：${password}`, `User name: ${username}\nPassword: ${password}`))
    if (await copyText(words)) message.success(t(text('已复制', 'Copied')))
    else message.error(t(text('浏览器不允许复制，请手工抄写', 'The browser does not allow copying; write it down')))
  }
  return (
    <Modal
      open
      centered
      width={440}
      keyboard={false}
      mask={{ closable: false }}
      title={t(text(`请把密码交给${name}`, `Hand the password to ${name}`))}
      onCancel={onClose}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {t(text('复制', 'Copy'))}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t(text('已交接', 'Done'))}
        </Button>,
      ]}
    >
      <dl className="hand-over">
        <dt>{t(text('用户名', 'User name'))}</dt>
        <dd>{username}</dd>
        <dt>{t(text('密码', 'Password'))}</dt>
        <dd>{password}</dd>
      </dl>
      <p className="field-hint">
        {t(
          text(
            '关闭后不能再次查看。请当面或电话告知，并提醒本人登录后修改密码。',
            'It cannot be shown again. Tell them in person or by telephone, and to change it after signing in.',
          ),
        )}
      </p>
    </Modal>
  )
}
