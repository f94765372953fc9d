import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { assignedRoles } from '../../../domain/permissions.ts'
import { outcomeText, processOf, stageText } from '../../../domain/processes/catalogue.ts'
import { referableStages } from '../../../domain/processes/referral.ts'
import { text } from '../../../domain/text.ts'
import type { CaseView } from './view.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { type Crumb, Page } from '../../components/Page.tsx'
import { Failed, LoadingPage } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan, useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { roundName, words } from '../../words.ts'
import './case.css'
import { AmendButton } from './amend.tsx'
import { CaseAct } from './case-act.tsx'
import { ComplainantButton } from './complainant.tsx'
import { CaseIntervention } from '../interventions/CaseIntervention.tsx'
import { CopyLink } from './copy-link.tsx'
import { Counting } from './counting.tsx'
import { Dossier } from './dossier.tsx'
import './print.css'
import { Work } from './work.tsx'
import { StuckInCase } from '../stuck/InCase.tsx'

/** Everything about one case: what it waits for, what I can do, how it went, what it says, who did what. */
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

/** Other organs read the whole file in its order; everybody else works on the case. Each may look the other way. */
function useReading(): 'dossier' | 'work' {
  const me = useMe()
  const { read } = useSearch({ from: `/staff${paths.case}` })
  return read ?? (me.roles.some((role) => assignedRoles.includes(role)) ? 'dossier' : 'work')
}

function Case({ view }: { view: CaseView }) {
  const t = useText()
  const can = useCan()
  const reading = useReading()
  const process = processOf(view.kind)
  const back: Crumb = can('inbox.read')
    ? { label: words.inbox, link: { to: paths.inbox } }
    : { label: words.notices, link: { to: paths.notices } }
  return (
    <Page
      title={text(view.title, view.title)}
      wide
      crumbs={[back]}
      actions={
        <>
          {view.acts.map((act) => (
            <CaseAct key={act.act} view={view} act={act} />
          ))}
          {view.kind === 'rectification' &&
            view.outcome === null &&
            referableStages.includes(view.stage) &&
            can('referral.raise') && (
              <LinkButton to={paths.raiseReferral} search={{ case: view.caseId }}>
                {t(text('移送纪检监察', 'Refer to discipline inspection'))}
              </LinkButton>
            )}
          {view.kind === 'letter' && view.stage === 'SIGNED' && can('letter.amend') && <AmendButton view={view} />}
          {view.kind === 'complaint' && can('complainant.open') && <ComplainantButton view={view} />}
          {view.outcome === null && can('intervention.make') && <CaseIntervention view={view} />}
          <LinkButton
            to={paths.case}
            params={{ caseId: view.caseId }}
            search={{ read: reading === 'dossier' ? 'work' : 'dossier' }}
          >
            {t(reading === 'dossier' ? text('按办理查看', 'As work') : text('按案卷查看', 'As a dossier'))}
          </LinkButton>
        </>
      }
      aside={
        <span className="case-facts">
          <b>{view.number ?? (view.kind === 'rectification' ? t(words.noNumberYet) : view.caseId)}</b>
          {process && <span>{t(process.title)}</span>}
          <span>{view.unit.name}</span>
          <span className={view.outcome ? `stage stage-${view.outcome.toLowerCase()}` : 'stage'}>
            {t(
              view.outcome && view.stage !== 'LOOK_BACK'
                ? outcomeText(view.kind, view.outcome)
                : stageText(view.kind, view.stage),
            )}
          </span>
          {process?.roundName && <span>{t(roundName(view.round))}</span>}
          {view.counting && view.counting.failed > 0 && <Counting counting={view.counting} />}
          <CopyLink caseId={view.caseId} summary={`${view.number ?? ''}${view.title}`} />
        </span>
      }
    >
      <StuckInCase caseId={view.caseId} />
      {view.sentences.length > 0 && (
        <div className="sentences">
          {view.sentences.map((sentence) => (
            <p key={sentence.zh}>{t(sentence)}</p>
          ))}
        </div>
      )}
      {reading === 'dossier' ? <Dossier view={view} /> : <Work view={view} />}
    </Page>
  )
}
