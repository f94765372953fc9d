import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { NoticeForm } from './NoticeForm.tsx'
import { blank, fromProblem } from './prefill.ts'
import { ProblemPicker } from './ProblemPicker.tsx'
import { Ways } from './Ways.tsx'
import './launch.css'

const route = getRouteApi('/staff/launch')
const back = [{ label: words.launch, link: { to: paths.launch, search: {} } }]

/** Where a notice begins: from a problem, from nothing, or from a spreadsheet. */
export function LaunchPage() {
  const can = useCan()
  const { problem, way } = route.useSearch()
  if (!can('notice.launch'))
    return (
      <Page title={words.launch}>
        <Empty
          title={text('督办由创卫办发起', 'Notices are launched by the office')}
          hint={text(
            '您没有发起督办的职责。发现问题请告知创卫办调度员。',
            'Your role does not launch notices; tell the dispatcher what you found.',
          )}
        />
      </Page>
    )
  if (problem) return <FromProblem key={problem} no={problem} />
  return (
    <Page title={words.launch}>
      <Ways present={way === 'blank' ? 'blank' : 'problem'} />
      {way === 'blank' ? <NoticeForm key="blank" draftKey="launch" first={blank} category={null} /> : <ProblemPicker />}
    </Page>
  )
}

function FromProblem({ no }: { no: string }) {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.problem.list.queryOptions({ search: '', limit: 200 }))
  const problem = data?.find((listed) => listed.no === no)
  const title = text(`就问题${no}发起督办`, `Notice for problem ${no}`)
  if (!data)
    return (
      <Page title={title}>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={10} />}
      </Page>
    )
  if (!problem)
    return (
      <Page title={title} crumbs={back}>
        <Empty title={text(`没有编号为${no}的问题`, `There is no problem ${no}`)}>
          <Link to={paths.launch} search={{}}>
            {t(text('另选一件', 'Choose another'))}
          </Link>
        </Empty>
      </Page>
    )
  if (problem.caseId)
    return (
      <Page title={title} crumbs={back}>
        <Empty
          title={text('这件问题已在督办中', 'This problem is under notice already')}
          hint={text('同一问题同时只立一案。', 'A problem has one open case at a time.')}
        >
          <Link to={paths.case} params={{ caseId: problem.caseId }}>
            {t(text('查看督办件', 'Open the case'))}
          </Link>
        </Empty>
      </Page>
    )
  return (
    <Page title={title} crumbs={back} aside={problem.description}>
      <NoticeForm draftKey={`launch:${no}`} first={() => fromProblem(problem)} category={problem.category} />
    </Page>
  )
}
