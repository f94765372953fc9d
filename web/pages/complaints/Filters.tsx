import { Select } from 'antd'
import { complaintClasses } from '../../../domain/complaint-forms.ts'
import { complaintProcess } from '../../../domain/processes/complaint.ts'
import { type Text, text } from '../../../domain/text.ts'
import { SearchBox } from '../../components/SearchBox.tsx'
import { useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { refine, type Search } from './query.ts'

const classes: Record<NonNullable<Search['class']>, Text> = {
  ...complaintClasses,
  NONE: text('未分流', 'Not sorted yet'),
}

/** By class, stage and words; a receipt code in the search finds its complaint. */
export function Filters({ search, onChange }: { search: Search; onChange: (next: Search) => void }) {
  const t = useText()
  const options = <Key extends string>(of: Record<Key, Text>) =>
    (Object.entries(of) as [Key, Text][]).map(([value, label]) => ({ value, label: t(label) }))
  return (
    <div className="filters">
      <div className="filters-search">
        <SearchBox
          value={search.search}
          label={words.search}
          placeholder={text('事项、地点、单位或回执码', 'Subject, place, unit or receipt code')}
          onSearch={(value) => onChange(refine(search, { search: value }))}
        />
      </div>
      <Select
        allowClear
        className="filter-wide"
        aria-label={t(text('类型', 'Class'))}
        placeholder={t(text('全部类型', 'All classes'))}
        value={search.class ?? null}
        options={options(classes)}
        onChange={(chosen: Search['class'] | null) => onChange(refine(search, { class: chosen ?? undefined }))}
      />
      <Select
        allowClear
        className="filter-wide"
        aria-label={t(words.stage)}
        placeholder={t(text('全部阶段', 'All stages'))}
        value={search.stage ?? null}
        options={options(complaintProcess.stages)}
        onChange={(chosen: string | null) => onChange(refine(search, { stage: chosen ?? undefined }))}
      />
    </div>
  )
}
