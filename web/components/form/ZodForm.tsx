import { Button } from 'antd'
import { Fragment, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { fieldErrors } from '../../../domain/fields.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { type Text, text } from '../../../domain/text.ts'
import { errorsAt } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { Field } from './Field.tsx'
import { fieldId } from './FieldRow.tsx'
import { type FormDraft, shownFields, toSubmit } from './schema.ts'

// Constants, because effects compare them by identity.
const noErrors: readonly FieldError[] = []
const noContext: Record<string, string> = {}
const noNames: readonly string[] = []
const noBelow: Record<string, ReactNode> = {}

const uploading = (count: number) =>
  text(
    `还有${count}张照片正在上传，传完即可提交。`,
    `${count} photo(s) are still being uploaded; submit when they are done.`,
  )
const toCorrect = text('请修改以下各项，已填内容不会丢失：', 'Please correct these; nothing you typed is lost:')

/**
 * A form for any zod object whose fields carry labels and widgets (domain/fields.ts). The same schema checks
 * here, in the API and in the workflow. What was typed belongs to the caller and is never cleared by a failure.
 * `errors` are the server's; each disappears once its field is changed.
 */
export function ZodForm<S extends z.ZodObject>({
  schema,
  value,
  onChange,
  errors = noErrors,
  onSubmit,
  busy = false,
  submitLabel = words.submit,
  danger = false,
  context = noContext,
  omit = noNames,
  below = noBelow,
  actions,
  children,
}: {
  schema: S
  value: FormDraft
  onChange: (value: FormDraft) => void
  errors?: readonly FieldError[]
  /** Called with the parsed form, and with what was typed, once it is valid. */
  onSubmit: (form: z.output<S>, draft: FormDraft) => void
  busy?: boolean
  submitLabel?: Text
  danger?: boolean
  context?: Record<string, string>
  /** Fields that the caller fills in or lays out itself. */
  omit?: readonly string[]
  /** What stands beneath a field, by its name, such as suggestions for it. */
  below?: Record<string, ReactNode>
  /** Further buttons beside the submit button. */
  actions?: ReactNode
  /** What stands between the fields and the buttons, such as what submitting will cause. */
  children?: ReactNode
}) {
  const t = useText()
  const form = useId()
  const element = useRef<HTMLFormElement>(null)
  const latest = useRef(value)
  // Several fields may change between two renders, such as photos that arrive together.
  useLayoutEffect(() => {
    latest.current = value
  }, [value])
  const [tried, setTried] = useState(0)
  const [changed, setChanged] = useState<{ since: readonly FieldError[]; names: ReadonlySet<string> }>({
    since: errors,
    names: new Set(),
  })
  const [uploads, setUploads] = useState<Record<string, number>>({})
  const pending = Object.values(uploads).reduce((sum, count) => sum + count, 0)

  const own = useMemo(() => {
    if (tried === 0) return []
    const parsed = schema.safeParse(toSubmit(schema, value))
    return parsed.success ? [] : fieldErrors(parsed.error)
  }, [schema, value, tried])
  const corrected = changed.since === errors ? changed.names : new Set<string>()
  const shown = [...own, ...errors.filter(({ path }) => !corrected.has(String(path[0])))]
  const specs = shownFields(schema, value).filter(({ name, widget }) => widget !== 'hidden' && !omit.includes(name))

  useEffect(() => {
    // After a refused attempt the first wrong field takes the focus; `tried` grows with each attempt.
    if (tried > 0 || errors.length > 0)
      element.current
        ?.querySelector<HTMLElement>('.field-wrong :is(input:not([type=file]), textarea, button, [tabindex])')
        ?.focus()
  }, [tried, errors])

  const set = (name: string, next: unknown) => {
    setChanged((before) => ({ since: errors, names: new Set(before.since === errors ? before.names : []).add(name) }))
    latest.current = { ...latest.current, [name]: next }
    onChange(latest.current)
  }

  const submit = () => {
    if (busy || pending > 0) return
    const draft = toSubmit(schema, value)
    const parsed = schema.safeParse(draft)
    if (parsed.success) onSubmit(parsed.data, draft)
    else setTried((count) => count + 1)
  }

  return (
    <form
      ref={element}
      noValidate
      className="zod-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {specs.map((spec) => (
        <Fragment key={spec.name}>
          <Field
            id={fieldId(form, spec.name)}
            spec={spec}
            value={value[spec.name]}
            onChange={(next) => set(spec.name, next)}
            errors={errorsAt(shown, spec.name)}
            disabled={busy}
            context={context}
            onBusy={(count) =>
              setUploads((before) => (before[spec.name] === count ? before : { ...before, [spec.name]: count }))
            }
          />
          {below[spec.name]}
        </Fragment>
      ))}
      {shown.length > 0 && (
        <div className="note note-error" role="alert">
          <p>{t(toCorrect)}</p>
          <ul>
            {specs
              .filter(({ name }) => errorsAt(shown, name).length > 0)
              .map((spec) => (
                <li key={spec.name}>
                  <a
                    href={`#${fieldId(form, spec.name)}`}
                    onClick={(event) => {
                      event.preventDefault()
                      document.getElementById(fieldId(form, spec.name))?.focus()
                    }}
                  >
                    {t(spec.label)}
                  </a>
                  {t(text('：', ': '))}
                  {errorsAt(shown, spec.name)
                    .map((error) => t(error.text))
                    .join(t(text('；', '; ')))}
                </li>
              ))}
            {shown
              .filter(({ path }) => path.length === 0)
              .map((error) => (
                <li key={error.text.zh}>{t(error.text)}</li>
              ))}
          </ul>
        </div>
      )}
      {children}
      {pending > 0 && <output className="field-hint">{t(uploading(pending))}</output>}
      <div className="form-actions">
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={pending > 0} danger={danger}>
          {t(submitLabel)}
        </Button>
        {actions}
      </div>
    </form>
  )
}
