import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { rectificationProcess } from '../../../domain/processes/rectification.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { roundName, words } from '../../words.ts'
import { type Search, sorted } from './query.ts'

const named = (names: Record<string, Text>, key: string): Text => names[key] ?? text(key, key)

/** Where a notice stands: its outcome once it has one, its stage before. */
function Standing({ row }: { row: CaseRow }) {
  const t = useText()
  return (
    <span className={`standing standing-${(row.outcome ?? row.stage).toLowerCase()}`}>
      {t(
        row.outcome ? named(rectificationProcess.outcomes, row.outcome) : named(rectificationProcess.stages, row.stage),
      )}
    </span>
  )
}

function Rounds({ row }: { row: CaseRow }) {
  const t = useText()
  return (
    <>
      {t(roundName(row.round))}
      {row.failedRounds > 0 && (
        <small className="rounds-failed">{t(text(`未落实${row.failedRounds}次`, `${row.failedRounds} failed`))}</small>
      )}
    </>
  )
}

function Due({ row, compact }: { row: CaseRow; compact?: boolean }) {
  if (!row.dueAt || !row.light) return <span className="faint">–</span>
  return <DueBadge dueAt={row.dueAt} light={row.light} open={row.outcome === null} compact={compact} />
}

function Title({ row }: { row: CaseRow }) {
  return (
    <Link to={paths.case} params={{ caseId: row.caseId }} className="notice-title">
      {row.title}
    </Link>
  )
}

/** A column heading that sorts: the arrow shows the order that is in force. */
function Sortable({ search, by, children }: { search: Search; by: Search['sort']; children: ReactNode }) {
  const inForce = search.sort === by
  return (
    <th scope="col" aria-sort={inForce ? (search.order === 'asc' ? 'ascending' : 'descending') : 'none'}>
      <Link to={paths.notices} search={sorted(search, by)}>
        {children}
        {inForce ? (
          search.order === 'asc' ? (
            <CaretUpOutlined />
          ) : (
            <CaretDownOutlined />
          )
        ) : (
          <CaretDownOutlined className="sort-idle" />
        )}
      </Link>
    </th>
  )
}

/** The ledger as a table, for desks and for paper. */
export function NoticeTable({ rows, search }: { rows: readonly CaseRow[]; search: Search }) {
  const t = useText()
  const times = useTimes()
  return (
    <div className="notice-table">
      <table>
        <caption className="unseen">{t(words.notices)}</caption>
        <thead>
          <tr>
            <Sortable search={search} by="number">
              {t(words.number)}
            </Sortable>
            <th scope="col">{t(words.subject)}</th>
            <Sortable search={search} by="unit">
              {t(words.unit)}
            </Sortable>
            <th scope="col">{t(words.stage)}</th>
            <th scope="col">{t(words.round)}</th>
            <Sortable search={search} by="due">
              {t(words.due)}
            </Sortable>
            <Sortable search={search} by="opened">
              {t(text('立案', 'Opened'))}
            </Sortable>
            <Sortable search={search} by="updated">
              {t(text('更新', 'Updated'))}
            </Sortable>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.caseId} data-light={row.outcome === null ? row.light : undefined}>
              <td className="notice-number">{row.number ?? <span className="faint">{t(words.noNumberYet)}</span>}</td>
              <td className="notice-subject">
                <Title row={row} />
                <small>
                  {row.place}
                  {row.problemNo && <span className="notice-problem">{row.problemNo}</span>}
                </small>
              </td>
              <td className="notice-unit">{row.unit.name}</td>
              <td className="notice-stage">
                <Standing row={row} />
                {row.waiting && <small>{t(row.waiting)}</small>}
              </td>
              <td className="notice-round">
                <Rounds row={row} />
              </td>
              <td className="notice-due">
                <Due row={row} />
              </td>
              <td className="notice-day">
                {row.openedAt ? times.day(row.openedAt) : <span className="faint">–</span>}
              </td>
              <td className="notice-day">
                {times.day(row.updatedAt)}
                <small>{times.clock(row.updatedAt)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The same on a phone: one card a notice. */
export function NoticeCards({ rows }: { rows: readonly CaseRow[] }) {
  const t = useText()
  return (
    <ul className="notice-cards">
      {rows.map((row) => (
        <li key={row.caseId} data-light={row.outcome === null ? row.light : undefined}>
          <p className="notice-card-head">
            <span>{row.number ?? t(words.noNumberYet)}</span>
            <Standing row={row} />
          </p>
          <Title row={row} />
          <p className="notice-card-facts">
            <span>{row.unit.name}</span>
            <span>
              <Rounds row={row} />
            </span>
          </p>
          {row.outcome === null && <Due row={row} />}
          {row.waiting && <p className="faint">{t(row.waiting)}</p>}
        </li>
      ))}
    </ul>
  )
}
