import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { kindNames, type ProblemKind } from '../../../domain/problem-kinds.ts'
import { text } from '../../../domain/text.ts'
import { SearchBox } from '../../components/SearchBox.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { defaults, groups, hasFilters, refine, type Search } from './query.ts'

const LONG = 5 * 60_000

/** What narrows the register. */
export function Filters({
  search,
  county,
  onChange,
}: {
  search: Search
  /** Whether other units than one's own can be seen. */
  county: boolean
  onChange: (next: Search) => void
}) {
  const t = useText()
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG, enabled: county }))
  const change = (part: Partial<Search>) => onChange(refine(search, part))
  return (
    <search className="filters" data-unfolded="true">
      <Segmented
        aria-label={t(text('范围', 'Which'))}
        value={search.of}
        options={(Object.keys(groups) as Search['of'][]).map((value) => ({ value, label: t(groups[value]) }))}
        onChange={(of) => change({ of })}
      />
      <span className="filters-search">
        <SearchBox
          value={search.search}
          label={words.search}
          placeholder={text('编号、地点、单位', 'Number, place, unit')}
          onSearch={(typed) => change({ search: typed })}
        />
      </span>
      <div className="filters-more">
        <Select
          aria-label={t(text('类别', 'Kind'))}
          allowClear
          placeholder={t(text('类别', 'Kind'))}
          value={search.category}
          options={(Object.keys(kindNames) as ProblemKind[]).map((value) => ({ value, label: t(kindNames[value]) }))}
          onChange={(category?: ProblemKind) => change({ category })}
          className="filter-select"
        />
        {county && (
          <Select
            aria-label={t(words.unit)}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t(words.unit)}
            value={search.unitId}
            options={(units ?? []).filter((unit) => unit.subject).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(unitId?: string) => change({ unitId })}
            className="filter-wide"
          />
        )}
        {hasFilters(search) && (
          <Button type="link" onClick={() => onChange({ ...defaults, limit: search.limit })}>
            {t(text('清除条件', 'Clear'))}
          </Button>
        )}
      </div>
    </search>
  )
}
