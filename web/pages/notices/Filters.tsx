import { FilterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { rectificationProcess } from '../../../domain/processes/rectification.ts'
import { type Text, text } from '../../../domain/text.ts'
import { lightNames } from '../../components/Light.tsx'
import { SearchBox } from '../../components/SearchBox.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { roundName, words } from '../../words.ts'
import { type FilterChange, filterKeys, type Search } from './query.ts'

const LONG = 5 * 60_000
const searchLabel = text('查找督办件', 'Search notices')
const searchHint = text('文号、事项、单位、地点', 'Number, subject, unit or place')
const keysOf = <T extends object>(record: T) => Object.keys(record) as (keyof T & string)[]

/** What narrows the ledger. Every choice goes into the address, so that a list can be sent to somebody. */
export function Filters({
  search,
  county,
  onChange,
  onClear,
}: {
  search: Search
  county: boolean
  onChange: (change: FilterChange) => void
  onClear: () => void
}) {
  const t = useText()
  const [unfolded, setUnfolded] = useState(false)
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG, enabled: county }))
  const active = filterKeys.filter((key) => key !== 'search' && search[key] !== undefined).length
  const { stages, outcomes } = rectificationProcess

  return (
    <search className="filters" data-unfolded={unfolded}>
      <span className="filters-search">
        <SearchBox
          value={search.search}
          label={searchLabel}
          placeholder={searchHint}
          onSearch={(typed) => onChange({ search: typed })}
        />
      </span>
      <Badge count={active} size="small" color="#1b4f8a" className="filters-toggle">
        <Button icon={<FilterOutlined />} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t(text('筛选', 'Filter'))}
        </Button>
      </Badge>
      <div className="filters-more">
        <Choice
          label={words.stage}
          value={search.stage}
          onChange={(stage) => onChange({ stage })}
          options={keysOf(stages).map((value) => ({ value, label: stages[value] }))}
        />
        {county && (
          <Choice
            label={words.unit}
            value={search.unitId}
            onChange={(unitId) => onChange({ unitId })}
            options={(units ?? [])
              .filter((unit) => unit.subject)
              .map((unit) => ({ value: unit.id, label: text(unit.name, unit.name) }))}
            wide
          />
        )}
        <Choice
          label={text('红黄绿灯', 'Light')}
          value={search.light}
          onChange={(light) => onChange({ light })}
          options={keysOf(lightNames).map((value) => ({ value, label: lightNames[value] }))}
        />
        <Choice
          label={words.round}
          value={search.round === undefined ? undefined : String(search.round)}
          onChange={(round) => onChange({ round: round === undefined ? undefined : Number(round) })}
          options={[1, 2, 3, 4].map((round) => ({ value: String(round), label: roundName(round) }))}
        />
        <Choice
          label={words.outcome}
          value={search.outcome}
          onChange={(outcome) => onChange({ outcome })}
          options={keysOf(outcomes).map((value) => ({ value, label: outcomes[value] }))}
        />
        <span className="filter-dates">
          <DateChoice
            label={text('立案自', 'Opened from')}
            value={search.openedFrom}
            max={search.openedTo}
            onChange={(openedFrom) => onChange({ openedFrom })}
          />
          <DateChoice
            label={text('至', 'to')}
            value={search.openedTo}
            min={search.openedFrom}
            onChange={(openedTo) => onChange({ openedTo })}
          />
        </span>
        {(active > 0 || search.search) && (
          <Button type="link" onClick={onClear}>
            {t(text('清除条件', 'Clear'))}
          </Button>
        )}
      </div>
    </search>
  )
}

function Labelled({ label, children }: { label: Text; children: (id: string) => ReactNode }) {
  const t = useText()
  const id = useId()
  return (
    <span className="filter">
      <label htmlFor={id}>{t(label)}</label>
      {children(id)}
    </span>
  )
}

function Choice<V extends string>(props: {
  label: Text
  value: V | string | undefined
  onChange: (value: V | undefined) => void
  options: { value: V; label: Text }[]
  wide?: boolean
}) {
  const t = useText()
  return (
    <Select<V>
      aria-label={t(props.label)}
      allowClear
      showSearch={props.wide ? { optionFilterProp: 'label' } : false}
      value={props.value as V | undefined}
      placeholder={t(props.label)}
      options={props.options.map(({ value, label }) => ({ value, label: t(label) }))}
      onChange={(value: V | undefined) => props.onChange(value)}
      popupMatchSelectWidth={false}
      className={props.wide ? 'filter-wide' : 'filter-select'}
    />
  )
}

function DateChoice({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: Text
  value: string | undefined
  min?: string
  max?: string
  onChange: (value: string | undefined) => void
}) {
  return (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          type="date"
          value={value ?? ''}
          min={min}
          max={max}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      )}
    </Labelled>
  )
}
