import { useQuery } from '@tanstack/react-query'
import { processOf } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { Content } from './content.tsx'
import { NoticeDocument } from './document.tsx'
import { Documents } from './documents.tsx'
import { Ledger } from './ledger.tsx'
import { noticesOf } from './reading.ts'
import { Rounds } from './rounds.tsx'
import type { CaseView } from './view.ts'

/** The whole file of what gave rise to a case, and of what gave rise to that, one after the other. */
export function Origins({ view }: { view: CaseView }) {
  const parent = view.kin.find(({ relation }) => relation === 'parent')
  return parent ? <Origin caseId={parent.caseId} /> : null
}

function Origin({ caseId }: { caseId: string }) {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.case.get.queryOptions({ caseId }))
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  const process = processOf(data.kind)?.title ?? text(data.kind, data.kind)
  const name = text(`来源案卷：${process.zh} ${data.number ?? caseId}`, `From: ${process.en} ${data.number ?? caseId}`)
  return (
    <>
      <section className="origin" aria-label={t(name)}>
        <h2 className="origin-head">{t(name)}</h2>
        {noticesOf(data).map((issued) => (
          <NoticeDocument key={issued.round} view={data} issued={issued} />
        ))}
        <Content view={data} />
        <Rounds view={data} whole />
        <Documents view={data} />
        {data.ledger.length > 0 && <Ledger view={data} whole />}
      </section>
      <Origins view={data} />
    </>
  )
}
