import type { ReactNode } from 'react'
import type { Limit } from '../../../domain/calendar.ts'
import type { Photo } from '../../../domain/fields.ts'
import type { EvidenceItem } from '../../../domain/referral-forms.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { PhotoField } from '../photos/PhotoField.tsx'
import {
  AreaControl,
  ChoiceControl,
  type ControlProps,
  LimitControl,
  LineControl,
  MomentControl,
  NumberControl,
  PasswordControl,
} from './controls.tsx'
import { DateControl, RowsControl } from './rows.tsx'
import { SheetControl } from './sheet.tsx'
import {
  PeopleControl,
  PersonControl,
  ProblemControl,
  RoadSectionControl,
  UnitControl,
  UnitsControl,
} from './directory-controls.tsx'
import { EvidenceControl } from './evidence.tsx'
import { FieldRow } from './FieldRow.tsx'
import type { FieldSpec, FormDraft } from './schema.ts'

/** One field of a form with the control that its metadata asks for. `onBusy` tells how many uploads are under way. */
export function Field({
  id,
  spec,
  value,
  onChange,
  errors,
  disabled,
  context,
  onBusy,
}: {
  id: string
  spec: FieldSpec
  value: unknown
  onChange: (value: unknown) => void
  errors: readonly FieldError[]
  disabled: boolean
  context: Record<string, string>
  onBusy: (uploads: number) => void
}) {
  // What is typed is `unknown` until it is parsed; each control copes with a value of another shape.
  const props = <Value,>(): ControlProps<Value> => ({
    id,
    spec,
    value: value as Value | undefined,
    onChange,
    invalid: errors.length > 0,
    disabled,
  })
  const control = (): ReactNode => {
    switch (spec.widget) {
      case 'line':
      case 'place':
        return <LineControl {...props<string>()} />
      case 'password':
        return <PasswordControl {...props<string>()} />
      case 'area':
        return <AreaControl {...props<string>()} />
      case 'number':
        return <NumberControl {...props<number>()} />
      case 'choice':
        return <ChoiceControl {...props<string>()} />
      case 'moment':
        return <MomentControl {...props<string>()} />
      case 'units':
        return <UnitsControl {...props<string[]>()} />
      case 'date':
        return <DateControl {...props<string>()} />
      case 'rows':
        return (
          <RowsControl
            {...props<FormDraft[]>()}
            errors={errors}
            renderCell={(one) => <Field {...one} disabled={disabled} context={context} onBusy={onBusy} />}
          />
        )
      case 'sheet':
        return (
          <SheetControl
            {...props<FormDraft[]>()}
            errors={errors}
            context={context}
            renderCell={(one) => <Field {...one} disabled={disabled} context={context} onBusy={onBusy} />}
          />
        )
      case 'limit':
        return <LimitControl {...props<Partial<Limit>>()} />
      case 'photos':
        return <PhotoField {...props<Photo[]>()} onBusy={onBusy} />
      case 'unit':
        return <UnitControl {...props<string>()} context={context} />
      case 'roadSection':
        return <RoadSectionControl {...props<string>()} />
      case 'problem':
        return <ProblemControl {...props<string>()} />
      case 'person':
        return <PersonControl {...props<string>()} context={context} />
      case 'evidence':
        return <EvidenceControl {...props<EvidenceItem[]>()} caseId={context.caseId} />
      case 'hidden':
        return null
      case 'people':
        return <PeopleControl {...props<string[]>()} context={context} />
    }
  }
  return (
    <FieldRow
      id={id}
      spec={spec}
      errors={errors}
      group={
        spec.widget === 'evidence' ||
        spec.widget === 'photos' ||
        spec.widget === 'choice' ||
        spec.widget === 'rows' ||
        spec.widget === 'sheet'
      }
    >
      {control()}
    </FieldRow>
  )
}
