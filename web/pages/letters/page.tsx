import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { dateOf } from '../../../domain/calendar.ts'
import { text } from '../../../domain/text.ts'
import { useNow } from '../../calendar.ts'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { newId } from '../../ids.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Batch } from './Batch.tsx'
import { Preview } from './Preview.tsx'
import { Templates } from './Templates.tsx'
import { Units } from './Units.tsx'
import '../year/year.css'
import './letters.css'

const route = getRouteApi('/staff/year/letters')

/** Letters for many units: one template, the units, each letter as it comes out, and how far they are once sent. */
export function LettersPage() {
  const t = useText()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const now = useNow()
  const year = search.year ?? Number(dateOf(now).slice(0, 4))
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [unitIds, setUnitIds] = useState<readonly string[]>([])
  // Kept while the page stays, so that pressing again is the same batch.
  const [batchId, setBatchId] = useState(newId)
  const { batch } = search
  const templates = useQuery(trpc.letter.templates.queryOptions({ year }))
  const template = templates.data?.find(({ id }) => id === templateId) ?? null
  return (
    <Page
      title={text('批量下发责任书', 'Letters for many units')}
      wide
      crumbs={[{ label: words.year, link: { to: paths.year, search: { tab: 'letters', year } } }]}
    >
      {batch ? (
        <>
          <Batch batchId={batch} />
          <Button
            onClick={() => {
              setBatchId(newId())
              setUnitIds([])
              void navigate({ search: { ...search, batch: undefined }, replace: true })
            }}
          >
            {t(text('继续下发其他单位', 'Send more'))}
          </Button>
        </>
      ) : (
        <>
          {templates.data ? (
            <Templates year={year} templates={templates.data} chosen={template} onChoose={setTemplateId} />
          ) : templates.error ? (
            <Failed error={templates.error} onRetry={() => void templates.refetch()} />
          ) : (
            <Loading rows={3} />
          )}
          {template && <Units chosen={unitIds} onChange={setUnitIds} />}
          {template && unitIds.length > 0 && (
            <Preview
              key={`${template.id}-${template.version}-${unitIds.join(',')}`}
              template={template}
              unitIds={unitIds}
              batchId={batchId}
              onSent={() => void navigate({ search: { ...search, batch: batchId }, replace: true })}
            />
          )}
        </>
      )}
    </Page>
  )
}
