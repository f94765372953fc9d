import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { isProblemOver, problemStatus } from '../../../domain/problems.ts'
import { type Text, text } from '../../../domain/text.ts'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import type { Problem } from './prefill.ts'

type Shown = 'overdue' | 'open' | 'all'
const isOpen = (problem: Problem) => !isProblemOver(problem.status)
const shows: Record<Shown, { label: Text; has: (problem: Problem) => boolean }> = {
  overdue: { label: text('超期未办结', 'Overdue'), has: (problem) => isOpen(problem) && problem.overdue },
  open: { label: text('未办结', 'Open'), has: isOpen },
  all: { label: text('全部', 'All'), has: () => true },
}

/** The county's problems, searched as one types; one that is under notice already leads to its case instead. */
export function ProblemPicker() {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<Shown>('open')
  const { data, error, refetch } = useQuery(trpc.problem.list.queryOptions({ search: '', limit: 200 }))
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={8} />

  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const matches = (problem: Problem) => {
    const text = [
      problem.no,
      problem.category,
      problem.description,
      problem.roadSection?.name,
      problem.unit?.name,
      problemStatus(problem.status).zh,
    ]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const found = data.filter(matches)
  const items = found
    .filter(shows[shown].has)
    .sort(
      (a, b) =>
        Number(isOpen(b)) - Number(isOpen(a)) || Number(b.overdue) - Number(a.overdue) || b.no.localeCompare(a.no),
    )

  return (
    <section aria-label={t(text('问题', 'Problems'))}>
      <div className="picker-tools">
        <Input.Search
          className="picker-search"
          value={typed}
          allowClear
          aria-label={t(text('查找问题', 'Search problems'))}
          placeholder={t(text('编号、情况、路段、单位', 'Number, description, road, unit'))}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Radio.Group
          value={shown}
          optionType="button"
          aria-label={t(text('范围', 'Range'))}
          options={(Object.keys(shows) as Shown[]).map((value) => ({
            value,
            label: `${t(shows[value].label)} ${found.filter(shows[value].has).length}`,
          }))}
          onChange={(event) => setShown(event.target.value as Shown)}
        />
      </div>
      {items.length === 0 ? (
        <Empty
          title={
            data.length === 0
              ? text('还没有登记问题', 'No problem is registered')
              : text('没有找到相符的问题', 'No problem matches')
          }
          hint={text('可以换个说法再找，或改用“直接填写”。', 'Try other words, or begin from nothing.')}
        >
          <Link to={paths.launch} search={{ way: 'blank' }}>
            {t(text('直接填写', 'From nothing'))}
          </Link>
        </Empty>
      ) : (
        <ul className="problems">
          {items.map((problem) => (
            <ProblemRow key={problem.no} problem={problem} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useText()
  const times = useTimes()
  return (
    <li className="problem" data-overdue={problem.overdue && isOpen(problem)}>
      <div>
        <p className="problem-facts">
          <strong>{problem.no}</strong>
          <span>{problem.category}</span>
          <span className="problem-status">{t(problemStatus(problem.status))}</span>
        </p>
        <p className="problem-what">{problem.description}</p>
        <p className="problem-facts faint">
          <span>{problem.unit?.name ?? t(text('未定责任单位', 'no unit yet'))}</span>
          {problem.roadSection && <span>{problem.roadSection.name}</span>}
          {problem.dueAt && (
            <span className={problem.overdue && isOpen(problem) ? 'problem-late' : undefined}>
              {t(text('处置期限 ', 'due '))}
              {times.dayClock(problem.dueAt)}
              {problem.overdue && isOpen(problem) && t(text('，已超期', ', overdue'))}
            </span>
          )}
        </p>
      </div>
      {problem.caseId ? (
        <LinkButton to={paths.case} params={{ caseId: problem.caseId }}>
          {t(text('已在督办，查看', 'Under notice: open'))}
        </LinkButton>
      ) : (
        <LinkButton
          to={paths.launch}
          search={{ problem: problem.no }}
          aria-label={t(text(`就${problem.no}发起督办`, `Notice for ${problem.no}`))}
        >
          {t(text('发起督办', 'New notice'))}
        </LinkButton>
      )}
    </li>
  )
}
