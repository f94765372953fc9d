import { Button, Input, InputNumber, Radio, Select } from 'antd'
import { Limit } from '../../../domain/calendar.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { fromWallClock, wallClock } from '../../times.ts'
import { partsOf } from './FieldRow.tsx'
import type { FieldSpec } from './schema.ts'

/** What every control of a form is given. `id` is also the base of its label's, hint's and error's ids. */
export type ControlProps<Value> = {
  id: string
  spec: FieldSpec
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  invalid: boolean
  disabled: boolean
}

/** The attributes that tell assistive software what belongs to a control. */
export const describe = ({ id, spec, invalid }: Pick<ControlProps<unknown>, 'id' | 'spec' | 'invalid'>) => {
  const parts = partsOf(id)
  return {
    id,
    'aria-required': spec.required,
    'aria-invalid': invalid,
    'aria-describedby': spec.hint ? `${parts.hint} ${parts.error}` : parts.error,
  }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const status = (invalid: boolean) => (invalid ? 'error' : undefined)

export function LineControl(props: ControlProps<string>) {
  return (
    <Input
      {...describe(props)}
      value={asText(props.value)}
      maxLength={props.spec.max}
      disabled={props.disabled}
      status={status(props.invalid)}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

/** A password to be chosen, or the `current` one to be confirmed. */
export function PasswordControl(props: ControlProps<string>) {
  return (
    <Input.Password
      {...describe(props)}
      value={asText(props.value)}
      disabled={props.disabled}
      status={status(props.invalid)}
      autoComplete={props.spec.name === 'current' ? 'current-password' : 'new-password'}
      className="field-select"
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

export function AreaControl(props: ControlProps<string>) {
  const written = asText(props.value)
  const max = props.spec.max
  return (
    <>
      <Input.TextArea
        {...describe(props)}
        value={written}
        disabled={props.disabled}
        status={status(props.invalid)}
        autoSize={{ minRows: props.spec.required ? 3 : 2, maxRows: 14 }}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {max !== undefined && written.length > max * 0.8 && (
        <span className="field-count" data-over={written.length > max}>
          {written.length} / {max}
        </span>
      )}
    </>
  )
}

export function NumberControl(props: ControlProps<number>) {
  return (
    <InputNumber<number>
      {...describe(props)}
      value={typeof props.value === 'number' ? props.value : null}
      min={props.spec.min}
      max={props.spec.max}
      disabled={props.disabled}
      status={status(props.invalid)}
      inputMode="numeric"
      onChange={(value) => props.onChange(value ?? undefined)}
    />
  )
}

/** One of a few: all of them in sight, each a large target; it falls back to a list when there are many. */
export function ChoiceControl(props: ControlProps<string>) {
  const t = useText()
  const options = Object.entries(props.spec.options ?? {}).map(([value, label]) => ({ value, label: t(label) }))
  if (options.length > 6)
    return (
      <Select
        {...describe(props)}
        aria-labelledby={partsOf(props.id).label}
        value={props.value}
        options={options}
        // Short enough to be there whole, for who reads it by ear or by keyboard.
        virtual={false}
        disabled={props.disabled}
        status={status(props.invalid)}
        onChange={props.onChange}
        className="field-select"
      />
    )
  const { id, ...described } = describe(props)
  return (
    <Radio.Group
      {...described}
      id={id}
      role="radiogroup"
      aria-labelledby={partsOf(id).label}
      name={id}
      value={props.value ?? null}
      disabled={props.disabled}
      onChange={(event) => props.onChange(String(event.target.value))}
      className="choices"
      options={options}
    />
  )
}

/** An instant by the county's wall clock. The browser's own control: on a phone nothing else is as quick. */
export function MomentControl(props: ControlProps<string>) {
  const t = useText()
  return (
    <span className="field-moment">
      <Input
        {...describe(props)}
        type="datetime-local"
        value={props.value ? wallClock(props.value) : ''}
        disabled={props.disabled}
        status={status(props.invalid)}
        onChange={(event) => props.onChange(event.target.value ? fromWallClock(event.target.value) : undefined)}
      />
      <Button
        disabled={props.disabled}
        onClick={() => props.onChange(fromWallClock(wallClock(new Date().toISOString())))}
      >
        {t(text('现在', 'Now'))}
      </Button>
    </span>
  )
}

const limitUnits: Record<Limit['unit'], Text> = {
  WD: text('个工作日', 'working days'),
  ND: text('天（自然日）', 'natural days'),
  H: text('小时', 'hours'),
  WH: text('个工作小时', 'working hours'),
  M: text('个月', 'months'),
}

export function LimitControl(props: ControlProps<Partial<Limit>>) {
  const t = useText()
  const { unit = 'WD', value } = props.value ?? {}
  return (
    <span className="field-limit">
      <InputNumber<number>
        {...describe(props)}
        value={value ?? null}
        min={1}
        max={400}
        disabled={props.disabled}
        status={status(props.invalid)}
        inputMode="numeric"
        onChange={(next) => props.onChange({ unit, value: next ?? undefined })}
      />
      <Select
        aria-label={t(text('期限单位', 'Unit of the limit'))}
        value={unit}
        disabled={props.disabled}
        options={Limit.shape.unit.options.map((option) => ({ value: option, label: t(limitUnits[option]) }))}
        onChange={(next) => props.onChange({ unit: next, value })}
        className="field-limit-unit"
      />
    </span>
  )
}
