import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { decidingOrgans, measureTitles } from '../../../domain/measures.ts'
import type { ResultQuery } from '../../../domain/referral-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { SearchBox } from '../../components/SearchBox.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useLanguage, useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../notices/notices.css'
import '../stages/stages.css'
import { ResultCards, ResultTable } from './Rows.tsx'

const everything: ResultQuery = { search: '' }

function exportAddress(query: ResultQuery, language: string): string {
  const given = Object.entries({ ...query, language }).filter(([, value]) => value !== undefined && value !== '')
  return `/api/referrals/results.xlsx?${new URLSearchParams(given).toString()}`
}

/** 移送与结果: what the competent organs decided, as their officers recorded it. Each read of it is kept. */
export function ResultsPage() {
  const t = useText()
  const { language } = useLanguage()
  const [query, setQuery] = useState<ResultQuery>(everything)
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.referral.results.queryOptions(query, { placeholderData: keepPreviousData }),
  )
  const isNarrowed = query.search !== '' || query.organ !== undefined || query.kind !== undefined
  return (
    <Page
      title={words.results}
      wide
      actions={
        <Button icon={<DownloadOutlined />} href={exportAddress(query, language)} download>
          {t(text('导出表格', 'Export'))}
        </Button>
      }
    >
      <p className="stage-lead">
        {t(
          text(
            '有权机关的决定由对接人登记。本表只对纪检监察可见，每次查阅都有记录；本系统不作决定。',
            'Decisions of the competent organs, recorded by their officers; open to them alone, each read is kept. This system decides nothing.',
          ),
        )}
      </p>
      <div className="filters">
        <div className="filters-search">
          <SearchBox
            value={query.search}
            onSearch={(search) => setQuery({ ...query, search })}
            label={words.search}
            placeholder={text('文号、单位、对象', 'Number, unit, person')}
          />
        </div>
        <Filter
          label={text('决定机关', 'Organ')}
          options={decidingOrgans}
          value={query.organ}
          onChange={(organ) => setQuery({ ...query, organ })}
        />
        <Filter
          label={text('决定种类', 'Decision')}
          options={measureTitles}
          value={query.kind}
          onChange={(kind) => setQuery({ ...query, kind })}
        />
      </div>
      {!data && error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={6} />
      ) : data.length === 0 ? (
        <Empty
          title={
            isNarrowed ? text('没有符合条件的结果', 'No such results') : text('还没有登记的结果', 'No results yet')
          }
          hint={text('签收移送函并登记办理结果后，会列在这里。', 'A result appears here once it is recorded.')}
        />
      ) : (
        <div className="notices" aria-busy={isPlaceholderData}>
          <ResultTable rows={data} />
          <ResultCards rows={data} />
        </div>
      )}
    </Page>
  )
}

function Filter<K extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: Text
  options: Record<K, Text>
  value: K | undefined
  onChange: (value: K | undefined) => void
}) {
  const t = useText()
  return (
    <span className="filter">
      <Select<K>
        aria-label={t(label)}
        placeholder={t(label)}
        allowClear
        value={value ?? null}
        options={(Object.entries(options) as [K, Text][]).map(([key, name]) => ({ value: key, label: t(name) }))}
        onChange={(next: K | undefined) => onChange(next)}
        className="filter-wide"
      />
    </span>
  )
}
