import { useQuery } from '@tanstack/react-query'
import { Checkbox, InputNumber, Segmented, Select } from 'antd'
import { type Half, halves } from '../../../domain/assessment/half.ts'
import { scopeOf } from '../../../domain/permissions.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

type Narrowed = { year: number; half: Half; unitId: string | undefined; gaps: boolean }

/** Which half-year, which unit, and whether only what is missing is shown. */
export function Filters({ search, onChange }: { search: Narrowed; onChange: (next: Partial<Narrowed>) => void }) {
  const t = useText()
  const me = useMe()
  const county = scopeOf({ ...me, unitId: me.unit.id }, 'assessment.read') === 'county'
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, { enabled: county }))
  return (
    <search className="year-tools">
      <InputNumber
        aria-label={t(text('年度', 'Year'))}
        value={search.year}
        min={2020}
        max={2100}
        onChange={(year) => year && onChange({ year })}
      />
      <Segmented
        aria-label={t(text('考核期', 'Half-year'))}
        value={search.half}
        options={(Object.keys(halves) as Half[]).map((value) => ({ value, label: t(halves[value]) }))}
        onChange={(half) => onChange({ half })}
      />
      {county && (
        <Select
          aria-label={t(words.unit)}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(text('全部单位', 'Every unit'))}
          value={search.unitId}
          options={(units ?? []).filter((unit) => unit.subject).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId?: string) => onChange({ unitId })}
          className="coverage-unit"
        />
      )}
      <Checkbox checked={search.gaps} onChange={(event) => onChange({ gaps: event.target.checked })}>
        {t(text('只看没有看全的', 'Only what is missing'))}
      </Checkbox>
    </search>
  )
}
