import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page } from '../../components/Page.tsx'
import { SearchBox } from '../../components/SearchBox.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import '../notices/notices.css'
import '../stages/stages.css'

const AT_MOST = 200

function Standing({ row }: { row: CaseRow }) {
  const t = useText()
  return (
    <span className={`standing standing-${(row.outcome ?? row.stage).toLowerCase()}`}>
      {t(row.outcome ? outcomeText(row.kind, row.outcome) : stageText(row.kind, row.stage))}
    </span>
  )
}

function Subject({ row }: { row: CaseRow }) {
  return (
    <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title">
      {row.title}
    </Link>
  )
}

/** The referrals of the office. Of one that is with the organ nothing is shown but that it is, and that it is over. */
export function ReferralsPage() {
  const t = useText()
  const can = useCan()
  const times = useTimes()
  const [search, setSearch] = useState('')
  const { data, error, isPlaceholderData, refetch } = useQuery(
    trpc.case.list.queryOptions(
      { kind: 'referral', search, sort: 'opened', limit: AT_MOST },
      { placeholderData: keepPreviousData },
    ),
  )
  const opened = (row: CaseRow) => (row.openedAt === null ? '' : times.day(row.openedAt))
  return (
    <Page
      title={words.referrals}
      wide
      actions={
        can('referral.raise') && (
          <LinkButton to={paths.raiseReferral} primary>
            {t(text('提出移送', 'Propose a referral'))}
          </LinkButton>
        )
      }
    >
      <p className="stage-lead">
        {t(
          text(
            '拒不整改、推诿阻挠、弄虚作假的，经复核、法制审核、指挥长批准后移送纪检监察。移送后只显示“已移送”“已办结”。',
            'Refusal, obstruction and faking go to discipline inspection after a second key, legal review and approval. From then on only “transferred” and “concluded” are shown.',
          ),
        )}
      </p>
      <div className="filters">
        <div className="filters-search">
          <SearchBox
            value={search}
            onSearch={setSearch}
            label={words.search}
            placeholder={text('文号、单位、事项', 'Number, unit, subject')}
          />
        </div>
      </div>
      {!data && error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={6} />
      ) : data.items.length === 0 ? (
        <Empty
          title={
            search === '' ? text('没有移送事项', 'No referrals') : text('没有符合条件的移送事项', 'No such referral')
          }
          hint={text('可从督办件页面或这里提出移送。', 'Propose one here or from a notice.')}
        />
      ) : (
        <div className="notices" aria-busy={isPlaceholderData}>
          <div className="notice-table">
            <table>
              <caption className="unseen">{t(words.referrals)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t(words.number)}</th>
                  <th scope="col">{t(text('移送事项', 'Subject'))}</th>
                  <th scope="col">{t(text('涉及单位', 'Unit'))}</th>
                  <th scope="col">{t(words.stage)}</th>
                  <th scope="col">{t(text('提出日期', 'Proposed'))}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.caseId}>
                    <td className="notice-number">{row.number ?? row.caseId}</td>
                    <td className="notice-subject">
                      <Subject row={row} />
                    </td>
                    <td>{row.unit.name}</td>
                    <td>
                      <Standing row={row} />
                    </td>
                    <td className="notice-day">{opened(row)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <ul className="notice-cards">
            {data.items.map((row) => (
              <li key={row.caseId}>
                <div className="notice-card-head">
                  <span>{row.number ?? row.caseId}</span>
                  <Standing row={row} />
                </div>
                <Subject row={row} />
                <div className="notice-card-facts">
                  <span>{row.unit.name}</span>
                  <span>{opened(row)}</span>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Page>
  )
}
