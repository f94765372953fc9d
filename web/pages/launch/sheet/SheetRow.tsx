import { CaretDownOutlined, CaretRightOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useId, useState } from 'react'
import type { Photo } from '../../../../domain/fields.ts'
import type { NoticeContent } from '../../../../domain/forms.ts'
import { text } from '../../../../domain/text.ts'
import { FieldRow } from '../../../components/form/FieldRow.tsx'
import { PhotoField } from '../../../components/photos/PhotoField.tsx'
import { errorsAt } from '../../../errors.ts'
import { useText } from '../../../language.tsx'
import { Cell } from './Cell.tsx'
import { Outcome } from './Outcome.tsx'
import { faultsOf, isOpen, type Row } from './row.ts'
import { specOf, useShown } from './shown.ts'

type Name = keyof NoticeContent

/** What stands in the table itself, and what beneath a row that is unfolded. */
export const columns: readonly Name[] = ['title', 'unitId', 'place', 'urgency', 'limit']
const details: readonly Name[] = ['facts', 'requirement', 'legalBasis', 'roadSectionId', 'problemId']

const noUpload = () => undefined

/** One row of the sheet: its cells, its photos, what is wrong with it and what became of it. */
export function SheetRow({
  row,
  repeats,
  onChange,
  onRetry,
  onDelete,
}: {
  row: Row
  repeats: number | undefined
  onChange: (name: string, value: unknown) => void
  onRetry: (() => void) | undefined
  onDelete: () => void
}) {
  const t = useText()
  const id = useId()
  const shown = useShown()
  const [unfolded, setUnfolded] = useState<boolean | null>(null)
  const editable = isOpen(row)
  const faults = editable ? faultsOf(row) : []
  const hidden = details.some((name) => errorsAt(faults, name).length > 0)
  const open = unfolded ?? hidden
  const photos = Array.isArray(row.draft.photos) ? (row.draft.photos as Photo[]) : []
  const label = text(`第${row.line}行`, `Line ${row.line}`)

  const cell = (name: Name) => (
    <Cell
      id={`${id}-${name}`}
      line={row.line}
      spec={specOf(name)}
      value={row.draft[name]}
      shown={shown(specOf(name), row.draft[name])}
      errors={errorsAt(faults, name)}
      editable={editable}
      onChange={(value) => onChange(name, value)}
    />
  )
  const state = row.state.phase === 'ready' ? (faults.length > 0 ? 'wrong' : 'valid') : row.state.phase
  return (
    <tbody className={`sheet-row sheet-${state}`}>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="sheet-fold"
            aria-expanded={open}
            aria-label={t(text(`${label.zh}的全部内容`, `All of ${label.en.toLowerCase()}`))}
            onClick={() => setUnfolded(!open)}
          >
            {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
            {row.line}
          </button>
        </th>
        {columns.map((name) => (
          <td key={name} data-label={t(specOf(name).label)}>
            {cell(name)}
          </td>
        ))}
        <td
          data-label={t(specOf('photos').label)}
          className={editable && photos.length === 0 ? 'sheet-photos cell-error' : 'sheet-photos'}
        >
          <button
            type="button"
            className="cell-text cell-button"
            onClick={() => setUnfolded(true)}
            aria-label={t(
              text(`${label.zh}的照片，${photos.length}张`, `Photos of ${label.en.toLowerCase()}: ${photos.length}`),
            )}
          >
            {photos.length > 0 ? t(text(`${photos.length}张`, String(photos.length))) : t(text('缺照片', 'none'))}
          </button>
        </td>
        <td className="sheet-outcome">
          <Outcome row={row} faults={faults.length} repeats={repeats} onRetry={onRetry} />
        </td>
        <td className="sheet-delete">
          {editable && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t(text(`删除${label.zh}`, `Delete ${label.en.toLowerCase()}`))}
              onClick={onDelete}
            />
          )}
        </td>
      </tr>
      {open && (
        <tr className="sheet-details">
          <td colSpan={columns.length + 4}>
            <dl>
              {details.map((name) => (
                <div key={name}>
                  <dt>{t(specOf(name).label)}</dt>
                  <dd>{cell(name)}</dd>
                </div>
              ))}
            </dl>
            <FieldRow id={`${id}-photos`} spec={specOf('photos')} errors={errorsAt(faults, 'photos')} group>
              <PhotoField
                id={`${id}-photos`}
                spec={specOf('photos')}
                value={photos}
                onChange={(next) => onChange('photos', next)}
                invalid={errorsAt(faults, 'photos').length > 0}
                disabled={!editable}
                onBusy={noUpload}
              />
            </FieldRow>
          </td>
        </tr>
      )}
    </tbody>
  )
}
