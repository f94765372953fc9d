import { Button, Segmented, Select } from 'antd'
import { stuckCauses, stuckCauseCodes } from '../../../domain/stuck-causes.ts'
import { kindText } from '../../../domain/stuck-query.ts'
import type { StuckBoard, StuckQuery } from '../../../domain/stuck-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { SearchBox } from '../../components/SearchBox.tsx'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'

export type Change = Partial<StuckQuery>
type Option = { value: string; label: Text }

const sorts: Record<StuckQuery['sort'], Text> = {
  since: text('最久的在前', 'Longest first'),
  latest: text('最近的在前', 'Latest first'),
  unit: text('按单位', 'By unit'),
  number: text('按文号', 'By number'),
}

/** What narrows and orders the board. The choices are those that the board has. */
export function Filters({
  board,
  query,
  onChange,
}: {
  board: StuckBoard
  query: StuckQuery
  onChange: (change: Change) => void
}) {
  const t = useText()
  const items = query.cured ? board.cured : board.items
  const present = new Set(items.map(({ cause }) => cause))
  const narrowed = [query.cause, query.unit, query.person, query.kind, query.search || undefined].some(Boolean)
  return (
    <search className="stuck-filters">
      <Segmented
        value={query.cured ? 'cured' : 'open'}
        onChange={(value) => onChange({ cured: value === 'cured', cause: undefined })}
        options={[
          { value: 'open', label: t(text(`未恢复 ${board.items.length}`, `Open ${board.items.length}`)) },
          { value: 'cured', label: t(text(`一日内已恢复 ${board.cured.length}`, `Cured ${board.cured.length}`)) },
        ]}
      />
      <SearchBox
        value={query.search}
        label={text('查找异常', 'Search what is stuck')}
        placeholder={text('文号、单位、人员、原因', 'Number, unit, person or reason')}
        onSearch={(search) => onChange({ search })}
      />
      <Choice
        label={text('原因', 'Cause')}
        value={query.cause}
        options={stuckCauseCodes
          .filter((cause) => present.has(cause) || cause === query.cause)
          .map((cause) => ({ value: cause, label: stuckCauses[cause].title }))}
        onChange={(cause) => onChange({ cause: cause as StuckQuery['cause'] })}
      />
      <Choice
        label={words.unit}
        value={query.unit}
        options={distinct(items.map(({ unitId, unitName }) => option(unitId, unitName && text(unitName, unitName))))}
        onChange={(unit) => onChange({ unit })}
      />
      <Choice
        label={text('承办人', 'Person')}
        value={query.person}
        options={distinct(items.map(({ person }) => option(person?.zh ?? null, person)))}
        onChange={(person) => onChange({ person })}
      />
      <Choice
        label={text('流程', 'Process')}
        value={query.kind}
        options={distinct(items.map(({ kind }) => option(kind, kind && kindText(kind))))}
        onChange={(kind) => onChange({ kind })}
      />
      <Select
        aria-label={t(text('排序', 'Order'))}
        value={query.sort}
        options={Object.entries(sorts).map(([value, label]) => ({
          value: value as StuckQuery['sort'],
          label: t(label),
        }))}
        onChange={(sort) => onChange({ sort })}
        popupMatchSelectWidth={false}
      />
      {narrowed && (
        <Button
          type="link"
          onClick={() =>
            onChange({ cause: undefined, unit: undefined, person: undefined, kind: undefined, search: '' })
          }
        >
          {t(text('清除条件', 'Clear'))}
        </Button>
      )}
    </search>
  )
}

const option = (value: string | null, label: Text | string | null): Option | null =>
  value === null || label === null || typeof label === 'string' ? null : { value, label }

const distinct = (options: (Option | null)[]): Option[] => [
  ...new Map(options.flatMap((of) => (of ? [[of.value, of] as const] : []))).values(),
]

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: Text
  value: string | undefined
  options: Option[]
  onChange: (value: string | undefined) => void
}) {
  const t = useText()
  return (
    <Select<string>
      aria-label={t(label)}
      placeholder={t(label)}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options.map((of) => ({ value: of.value, label: t(of.label) }))}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      popupMatchSelectWidth={false}
    />
  )
}
