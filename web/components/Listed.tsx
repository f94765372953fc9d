import type { UseQueryResult } from '@tanstack/react-query'
import { Pagination } from 'antd'
import type { ReactNode } from 'react'
import { text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { Failed, Loading } from './states.tsx'

/**
 * A ledger's page of rows with the way to its other pages; what stands in for it while it loads, when it does not,
 * and when there is nothing. `sizes` are the page sizes to choose from.
 */
export function Listed<Listing extends { items: unknown[]; total: number }>({
  query: { data, error, isPlaceholderData, refetch },
  page,
  limit,
  sizes,
  empty,
  onPage,
  children,
}: {
  query: Pick<UseQueryResult<Listing, unknown>, 'data' | 'error' | 'isPlaceholderData' | 'refetch'>
  page: number
  limit: number
  sizes?: number[]
  empty: ReactNode
  onPage: (page: number, limit: number) => void
  children: (listing: Listing) => ReactNode
}) {
  const t = useText()
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={10} />
  if (data.items.length === 0) return empty
  return (
    <div className="notices" aria-busy={isPlaceholderData}>
      {children(data)}
      <Pagination
        className="notices-pages"
        current={page}
        pageSize={limit}
        total={data.total}
        responsive
        {...(sizes ? { showSizeChanger: true, pageSizeOptions: sizes } : {})}
        showTotal={(total) => t(text(`共${total}件`, `${total} in all`))}
        onChange={onPage}
      />
    </div>
  )
}
