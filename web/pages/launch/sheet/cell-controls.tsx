import { InputNumber, Select } from 'antd'
import type { Limit } from '../../../../domain/calendar.ts'
import { text } from '../../../../domain/text.ts'
import { type ControlProps, describe } from '../../../components/form/controls.tsx'
import { useText } from '../../../language.tsx'

/** A choice in the width of a table's cell. */
export function ChoiceCell(props: ControlProps<string>) {
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

/** A limit in the width of a table's cell: in working days, the only unit in which a notice may run. */
export function WorkingDaysCell(props: ControlProps<Partial<Limit>>) {
  const t = useText()
  return (
    <InputNumber<number>
      {...describe(props)}
      className="cell-select"
      value={props.value?.unit === 'WD' ? (props.value.value ?? null) : null}
      min={1}
      max={400}
      status={props.invalid ? 'error' : undefined}
      inputMode="numeric"
      suffix={t(text('个工作日', 'days'))}
      onChange={(value) => props.onChange({ unit: 'WD', value: value ?? undefined })}
    />
  )
}
