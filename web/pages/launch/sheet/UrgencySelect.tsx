import { Select } from 'antd'
import { type ControlProps, describe } from '../../../components/form/controls.tsx'
import { useText } from '../../../language.tsx'

/** A choice in the width of a table's cell. */
export function UrgencySelect(props: ControlProps<string>) {
  const t = useText()
  return (
    <Select
      {...describe(props)}
      className="cell-select"
      value={props.value}
      status={props.invalid ? 'error' : undefined}
      options={Object.entries(props.spec.options ?? {}).map(([value, label]) => ({ value, label: t(label) }))}
      onChange={(value: string) => props.onChange(value)}
    />
  )
}
