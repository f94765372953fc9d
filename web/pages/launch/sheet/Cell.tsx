import { type ReactNode, useState } from 'react'
import type { Limit } from '../../../../domain/calendar.ts'
import type { FieldError } from '../../../../domain/refusals.ts'
import { text } from '../../../../domain/text.ts'
import { AreaControl, type ControlProps, LineControl } from '../../../components/form/controls.tsx'
import { ProblemControl, RoadSectionControl, UnitControl } from '../../../components/form/directory-controls.tsx'
import { partsOf } from '../../../components/form/FieldRow.tsx'
import type { FieldSpec } from '../../../components/form/schema.ts'
import { useText } from '../../../language.tsx'
import { ChoiceCell, WorkingDaysCell } from './cell-controls.tsx'

/**
 * One field of a row, corrected where it stands: a wrong one shows its control and what is wrong, a right one
 * its value, which becomes a control when it is clicked. While one types, the control stays.
 */
export function Cell({
  id,
  line,
  spec,
  value,
  shown,
  errors,
  editable,
  onChange,
}: {
  id: string
  line: number
  spec: FieldSpec
  value: unknown
  /** How the value reads when it is not being edited. */
  shown: string
  errors: readonly FieldError[]
  editable: boolean
  onChange: (value: unknown) => void
}) {
  const t = useText()
  const [editing, setEditing] = useState(false)
  const wrong = errors.length > 0
  const props = <Value,>(): ControlProps<Value> => ({
    id,
    spec,
    value: value as Value | undefined,
    onChange,
    invalid: wrong,
    disabled: false,
  })
  const control = (): ReactNode => {
    switch (spec.widget) {
      case 'area':
        return <AreaControl {...props<string>()} />
      case 'unit':
        return <UnitControl {...props<string>()} />
      case 'roadSection':
        return <RoadSectionControl {...props<string>()} />
      case 'problem':
        return <ProblemControl {...props<string>()} />
      case 'choice':
        return <ChoiceCell {...props<string>()} />
      case 'limit':
        return <WorkingDaysCell {...props<Partial<Limit>>()} />
      default:
        return <LineControl {...props<string>()} />
    }
  }
  const name = `${t(spec.label)} ${t(text(`第${line}行`, `line ${line}`))}`
  if (!editable) return <span className="cell-text">{shown || <span className="faint">–</span>}</span>
  if (!wrong && !editing)
    return (
      <button
        type="button"
        className="cell-text cell-button"
        aria-label={`${t(text('修改', 'Change'))} ${name}`}
        onClick={() => setEditing(true)}
      >
        {shown || <span className="faint">{t(text('未填', 'empty'))}</span>}
      </button>
    )
  return (
    <div
      className="cell-edit"
      ref={(element) => {
        if (element && editing && !element.contains(document.activeElement))
          element.querySelector<HTMLElement>('input, textarea')?.focus()
      }}
      onFocus={() => setEditing(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setEditing(false)
      }}
    >
      <label className="unseen" htmlFor={id} id={partsOf(id).label}>
        {name}
      </label>
      {control()}
      <p className="cell-error" id={partsOf(id).error}>
        {errors.map((error) => t(error.text)).join(t(text('；', '; ')))}
      </p>
    </div>
  )
}
