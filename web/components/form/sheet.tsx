import { Button, InputNumber } from 'antd'
import { Fragment, type ReactNode, useId } from 'react'
import { type SheetItem, dimensions, methods } from '../../../domain/assessment/sheet.ts'
import { itemOf, newestSheet, scoreSheets, type SheetVersion } from '../../../domain/assessment/sheets.ts'
import { toPoints } from '../../../domain/points.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import type { ControlProps } from './controls.tsx'
import { type FieldSpec, type FormDraft, shownFields } from './schema.ts'
import { emptyRows } from './sheet-rows.ts'
import './sheet.css'

const versionOf = (version: string | undefined): SheetVersion =>
  version !== undefined && version in scoreSheets ? (version as SheetVersion) : newestSheet

/**
 * The items of a score sheet that somebody scores by hand, one below the other so that it is done on a phone while
 * walking: what is asked, by which rule, what the unit gives itself, the points, the reason and the photos. `context`
 * names the sheet, its items, and the unit's own claims.
 */
export function SheetControl({
  id,
  spec,
  value,
  onChange,
  errors,
  disabled,
  context,
  renderCell,
}: ControlProps<FormDraft[]> & {
  errors: readonly FieldError[]
  context: Record<string, string>
  renderCell: (field: {
    id: string
    spec: FieldSpec
    value: unknown
    onChange: (value: unknown) => void
    errors: readonly FieldError[]
  }) => ReactNode
}) {
  const t = useText()
  const rows = Array.isArray(value) && value.length > 0 ? value : emptyRows(context.items ?? '')
  const version = versionOf(context.sheet)
  const claims = new Map<string, string>(
    (context.claimed ?? '').split(';').map((claim) => [claim.split('=')[0] ?? '', claim.split('=')[1] ?? '']),
  )
  const change = (at: number, next: FormDraft) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...next } : row)))
  const done = rows.filter((row) => row.applies === 'NO' || typeof row.points === 'number').length
  return (
    <div className="sheet-rows" id={id} tabIndex={-1}>
      <output className="field-hint">
        {t(text(`已打${done}项，共${rows.length}项`, `${done} of ${rows.length} scored`))}
      </output>
      {rows.map((row, at) => {
        const item = itemOf(version, String(row.code))
        if (!item) return null
        const of = (name: string) => errors.filter(({ path }) => path[1] === at && path[2] === name)
        return (
          <SheetRow
            key={item.code}
            id={`${id}-${at}`}
            item={item}
            claim={claims.get(item.code)}
            row={row}
            fields={spec.rows ? shownFields(spec.rows, row) : []}
            errorsOf={of}
            disabled={disabled}
            onChange={(next) => change(at, next)}
            renderCell={renderCell}
          />
        )
      })}
    </div>
  )
}

function SheetRow({
  id,
  item,
  claim,
  row,
  fields,
  errorsOf,
  disabled,
  onChange,
  renderCell,
}: {
  id: string
  item: SheetItem
  claim: string | undefined
  row: FormDraft
  fields: readonly FieldSpec[]
  errorsOf: (field: string) => readonly FieldError[]
  disabled: boolean
  onChange: (next: FormDraft) => void
  renderCell: Parameters<typeof SheetControl>[0]['renderCell']
}) {
  const t = useText()
  const points = useId()
  const full = item.full / 100
  const left = new Set(['code', 'points', ...(item.mayNotApply ? [] : ['applies'])])
  const lost = typeof row.points === 'number' && toPoints(row.points) < item.full
  const wrong = errorsOf('points')
  return (
    <fieldset className="sheet-row">
      <legend>
        {item.code} {t(item.title)}
      </legend>
      <p className="sheet-rule">
        {t(dimensions[item.dimension].title)} {t(methods[item.method])}
        {item.standard && ` ${t(text(`国家标准${item.standard}`, `National standard ${item.standard}`))}`}
      </p>
      <p className="sheet-rule">{t(item.rule)}</p>
      {claim !== undefined && (
        <p className="sheet-rule">
          {t(text('单位自评：', 'The unit gives itself: '))}
          <b>{claim === '-' ? t(text('不涉及', 'not applicable')) : claim}</b>
        </p>
      )}
      {row.applies !== 'NO' && (
        <div className={wrong.length > 0 ? 'field field-wrong' : 'field'}>
          <label htmlFor={points} className="field-label">
            {t(text(`${item.code}得分（满分${full}）`, `${item.code}: points of ${full}`))}
          </label>
          <span className="sheet-points">
            <InputNumber<number>
              id={points}
              value={typeof row.points === 'number' ? row.points : null}
              min={0}
              max={full}
              step={0.1}
              disabled={disabled}
              status={wrong.length > 0 ? 'error' : undefined}
              inputMode="decimal"
              aria-invalid={wrong.length > 0}
              onChange={(next) => onChange({ points: next ?? undefined })}
            />
            <Button
              disabled={disabled}
              aria-label={t(text(`${item.code}满分`, `${item.code}: full`))}
              onClick={() => onChange({ points: full })}
            >
              {t(text('满分', 'Full'))}
            </Button>
            {lost && <span className="field-hint">{t(text('扣分须写理由、拍照', 'Say why and take a photo'))}</span>}
          </span>
          <div className="field-error">
            {wrong.map((error) => (
              <p key={error.text.zh}>{t(error.text)}</p>
            ))}
          </div>
        </div>
      )}
      {fields
        .filter(({ name }) => !left.has(name))
        .map((field) => (
          <Fragment key={field.name}>
            {renderCell({
              id: `${id}-${field.name}`,
              spec: { ...field, label: text(`${item.code}${field.label.zh}`, `${item.code}: ${field.label.en}`) },
              value: row[field.name],
              onChange: (next) => onChange({ [field.name]: next }),
              errors: errorsOf(field.name),
            })}
          </Fragment>
        ))}
    </fieldset>
  )
}
