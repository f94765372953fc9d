import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import type { CaseView } from './view.ts'
import { type Crumb, Page } from '../../components/Page.tsx'
import { Failed, LoadingPage } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { roundName, words } from '../../words.ts'
import './case.css'
import { CaseAct } from './case-act.tsx'
import { CopyLink } from './copy-link.tsx'
import { NoticeDocument } from './document.tsx'
import { Ledger } from './ledger.tsx'
import { MyActs } from './my-acts.tsx'
import './print.css'
import { noticesOf, outcomeText, stageText } from './reading.ts'
import { Rounds } from './rounds.tsx'

/** Everything about one notice: what it waits for, what I can do, how it went, what it says, who did what. */
export function CasePage() {
  const { caseId } = useParams({ from: `/staff${paths.case}` })
  const query = useQuery(trpc.case.get.queryOptions({ caseId }))
  if (query.data) return <Case key={caseId} view={query.data} />
  if (query.isPending) return <LoadingPage />
  return (
    <Page title={text('督办', 'Notice')}>
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    </Page>
  )
}

function Case({ view }: { view: CaseView }) {
  const t = useText()
  const can = useCan()
  const notices = noticesOf(view)
  const [round, setRound] = useState<number | null>(null)
  const shown = notices.find((issued) => issued.round === round) ?? notices.at(-1)
  const back: Crumb = can('inbox.read')
    ? { label: words.inbox, link: { to: paths.inbox } }
    : { label: words.notices, link: { to: paths.notices } }
  return (
    <Page
      title={text(view.title, view.title)}
      wide
      crumbs={[back]}
      actions={view.acts.map((act) => <CaseAct key={act.act} view={view} act={act} />)}
      aside={
        <span className="case-facts">
          <b>{view.number ?? t(words.noNumberYet)}</b>
          <span>{view.unit.name}</span>
          <span className={view.outcome ? `stage stage-${view.outcome.toLowerCase()}` : 'stage'}>
            {t(view.outcome ? outcomeText(view.outcome) : stageText(view.stage))}
          </span>
          <span>{t(roundName(view.round))}</span>
          {view.failedRounds > 0 && (
            <span className="case-failed">
              {t(text(`未落实${view.failedRounds}次`, `failed ${view.failedRounds} time(s)`))}
            </span>
          )}
          <CopyLink caseId={view.caseId} summary={`${view.number ?? ''}${view.title}`} />
        </span>
      }
    >
      {view.sentences.length > 0 && (
        <div className="sentences">
          {view.sentences.map((sentence) => (
            <p key={sentence.zh}>{t(sentence)}</p>
          ))}
        </div>
      )}
      <div className="case">
        <div className="case-acts">
          <MyActs view={view} />
        </div>
        {shown && (
          <div className="case-document">
            <div className="document-tools">
              <h2>{t(text('通知正文', 'The notice'))}</h2>
              {notices.length > 1 && (
                <Segmented
                  aria-label={t(text('选择轮次', 'Round'))}
                  value={shown.round}
                  options={notices.map((issued) => ({ value: issued.round, label: t(roundName(issued.round)) }))}
                  onChange={setRound}
                />
              )}
              <Button size="small" onClick={() => window.print()}>
                {t(text('打印通知', 'Print'))}
              </Button>
            </div>
            <NoticeDocument view={view} issued={shown} />
          </div>
        )}
        <div className="case-past">
          <Rounds view={view} />
          <Ledger view={view} />
        </div>
      </div>
    </Page>
  )
}
