import { Button, Input, Space } from 'antd'
import { text } from '../../../domain/text.ts'
import { describe } from '../../components/form/controls.tsx'
import { useText } from '../../language.tsx'
import { newPassword } from './account.ts'

/** A password that an administrator sets for somebody: in clear, as it must be handed over, or made up on request. */
export function PasswordInput({
  id,
  value,
  invalid,
  onChange,
}: {
  id: string
  value: string
  invalid: boolean
  onChange: (value: string) => void
}) {
  const t = useText()
  return (
    <Space.Compact block>
      <Input
        {...describe({
          id,
          invalid,
          spec: { name: id, label: text('', ''), widget: 'line', required: true, min: 8, max: 128 },
        })}
        value={value}
        maxLength={128}
        status={invalid ? 'error' : undefined}
        autoComplete="new-password"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button onClick={() => onChange(newPassword())}>{t(text('生成', 'Make one'))}</Button>
    </Space.Compact>
  )
}
