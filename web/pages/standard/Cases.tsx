import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type CoverageCell, coverageSources } from '../../../domain/assessment/coverage.ts'
import { itemOf, newestSheet } from '../../../domain/assessment/sheets.ts'
import { text } from '../../../domain/text.ts'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { trpc } from '../../trpc.ts'

/** The cases behind one figure, those that I may open. */
export function Cases({ cell, onClose }: { cell: CoverageCell; onClose: () => void }) {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.assessment.coverageCases.queryOptions(cell))
  const item = itemOf(newestSheet, cell.item)
  return (
    <section className="panel coverage-cases" aria-labelledby="coverage-cases">
      <div className="panel-head">
        <h2 id="coverage-cases">
          {cell.item} {item && t(item.title)}：{t(coverageSources[cell.source])}
        </h2>
        <Button size="small" onClick={onClose}>
          {t(text('收起', 'Close'))}
        </Button>
      </div>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />)}
      {data && data.items.length === 0 && <Empty title={text('没有您可以打开的事项', 'None that you may open')} />}
      {data && data.items.length > 0 && (
        <>
          <ul>
            {data.items.map(({ caseId, title, unitName }) => (
              <li key={caseId}>
                <Link to={paths.case} params={{ caseId }}>
                  {title}
                </Link>{' '}
                <small>
                  {caseId} {unitName}
                </small>
              </li>
            ))}
          </ul>
          {data.total > data.items.length && (
            <p>
              {t(
                text(
                  `共${data.total}件，列出最近的${data.items.length}件；选定单位可缩小范围。`,
                  `The latest ${data.items.length} of ${data.total}; choose a unit to see the others.`,
                ),
              )}
            </p>
          )}
        </>
      )}
    </section>
  )
}
