import type { ReactNode } from 'react'
import type { FieldError } from '../../../domain/refusals.ts'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import type { FieldSpec } from './schema.ts'

export const fieldId = (form: string, name: string) => `${form}-${name}`

/** Names of the label, hint and error of a control, for the attributes that tie them together. */
export const partsOf = (id: string) => ({ label: `${id}-label`, hint: `${id}-hint`, error: `${id}-error` })

/** A field with its label, hint and error. `group` is for controls made of several, which a label cannot point at. */
export function FieldRow({
  id,
  spec,
  errors,
  group,
  children,
}: {
  id: string
  spec: Pick<FieldSpec, 'label' | 'hint' | 'required'>
  errors: readonly FieldError[]
  group?: boolean
  children: ReactNode
}) {
  const t = useText()
  const parts = partsOf(id)
  return (
    <div
      className={errors.length > 0 ? 'field field-wrong' : 'field'}
      role={group ? 'group' : undefined}
      aria-labelledby={group ? parts.label : undefined}
    >
      <div className="field-head">
        {group ? (
          <span id={parts.label} className="field-label">
            {t(spec.label)}
          </span>
        ) : (
          <label id={parts.label} htmlFor={id} className="field-label">
            {t(spec.label)}
          </label>
        )}
        {spec.required ? (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        ) : (
          <small>{t(words.optional)}</small>
        )}
      </div>
      {spec.hint && (
        <p id={parts.hint} className="field-hint">
          {t(spec.hint)}
        </p>
      )}
      {children}
      <div id={parts.error} className="field-error">
        {[...new Set(errors.map((error) => t(error.text)))].map((wording) => (
          <p key={wording}>{wording}</p>
        ))}
      </div>
    </div>
  )
}
