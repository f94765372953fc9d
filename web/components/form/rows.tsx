import { Button, Input } from 'antd'
import { Fragment, type ReactNode } from 'react'
import type { FieldError } from '../../../domain/refusals.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { type ControlProps, describe } from './controls.tsx'
import { type FieldSpec, type FormDraft, shownFields } from './schema.ts'
import './rows.css'

/** A day, YYYY-MM-DD, as the county's calendar has it. */
export function DateControl(props: ControlProps<string>) {
  return (
    <Input
      {...describe(props)}
      type="date"
      value={typeof props.value === 'string' ? props.value : ''}
      disabled={props.disabled}
      status={props.invalid ? 'error' : undefined}
      onChange={(event) => props.onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}

/** A list of entries, each with fields of its own; entries are added, removed and taken over from the one before. */
export function RowsControl({
  id,
  spec,
  value,
  onChange,
  errors,
  disabled,
  renderCell,
}: ControlProps<FormDraft[]> & {
  errors: readonly FieldError[]
  /** The control of one field of an entry. */
  renderCell: (field: {
    id: string
    spec: FieldSpec
    value: unknown
    onChange: (value: unknown) => void
    errors: readonly FieldError[]
  }) => ReactNode
}) {
  const t = useText()
  const rows = Array.isArray(value) ? value : []
  const change = (at: number, name: string, next: unknown) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, [name]: next } : row)))
  return (
    <div className="form-rows" id={id} tabIndex={-1}>
      {rows.map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- entries have no name of their own
        <fieldset key={at} className="form-row">
          <legend>{t(text(`第${at + 1}项`, `No. ${at + 1}`))}</legend>
          {(spec.rows ? shownFields(spec.rows, row) : []).map((column) => (
            <Fragment key={column.name}>
              {renderCell({
                id: `${id}-${at}-${column.name}`,
                spec: column,
                value: row[column.name],
                onChange: (next) => change(at, column.name, next),
                errors: errors.filter(({ path }) => path[1] === at && path[2] === column.name),
              })}
            </Fragment>
          ))}
          <Button
            size="small"
            disabled={disabled}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
            aria-label={t(text(`删除第${at + 1}项`, `Remove no. ${at + 1}`))}
          >
            {t(text('删除', 'Remove'))}
          </Button>
        </fieldset>
      ))}
      <Button disabled={disabled || rows.length >= (spec.max ?? 100)} onClick={() => onChange([...rows, {}])}>
        {t(text('添加一项', 'Add'))}
      </Button>
    </div>
  )
}
