import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseRow } from '../../../domain/views.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { roundName, words } from '../../words.ts'
import { Counting } from '../case/counting.tsx'
import { stageText } from '../../../domain/processes/catalogue.ts'
import { isStopped, StepFacts } from '../case/step-facts.tsx'
import type { TaskView } from '../case/view.ts'

/** What the unit may still ask for at a step, and until when; the everyday handing on of work is left out. */
function useOpenings(): (task: TaskView) => Text[] {
  const times = useTimes()
  return (task) => {
    const may = (act: string) => task.corrections.some((offered) => offered.act === act)
    const due = times.dayClock(task.dueAt)
    const objectUntil = task.facts.objectUntil ? times.dayClock(task.facts.objectUntil) : ''
    return [
      ...(may('object') ? [text(`${objectUntil}前可提出异议`, `you may object until ${objectUntil}`)] : []),
      ...(may('requestExtension')
        ? [text(`${due}前可申请延期（每轮一次）`, `you may ask for an extension until ${due}, once a round`)]
        : []),
      ...(may('hold') ? [text('可申请挂账（停止计时）', 'you may ask for a hold, which stops the clock')] : []),
    ]
  }
}

const mineToDo = text('由我办理', 'mine to do')

/** One open case of my unit: what is to be done, how its failures count, what may still be asked for. */
export function Standing({ row }: { row: CaseRow }) {
  const t = useText()
  const { data } = useQuery(trpc.case.get.queryOptions({ caseId: row.caseId }))
  const openings = useOpenings()
  const open = data?.tasks.filter((task) => task.state === 'OPEN') ?? []
  return (
    <li className="unit-case" data-light={row.light ?? undefined}>
      <p className="unit-case-head">
        <span>{row.number ?? t(words.noNumberYet)}</span>
        <span className="stage">{t(stageText(row.kind, row.stage))}</span>
        <span>{t(roundName(row.round))}</span>
      </p>
      <h2>
        <Link to={paths.case} params={{ caseId: row.caseId }} data-row>
          {row.title}
        </Link>
      </h2>
      {row.place && <p className="faint">{row.place}</p>}
      {data?.counting && <Counting counting={data.counting} />}
      <ul className="unit-steps">
        {open.map((task) => {
          const may = openings(task)
          return (
            <li key={task.taskId}>
              <p className="unit-step">
                <b>{t(task.title)}</b>
                <span className={task.mine ? 'unit-mine' : 'faint'}>{t(task.mine ? mineToDo : task.assignee)}</span>
                <DueBadge
                  dueAt={task.dueAt}
                  light={task.light}
                  provisional={task.dueSum.provisional}
                  stopped={isStopped(task)}
                />
              </p>
              <StepFacts task={task} />
              {may.length > 0 && (
                <p className="unit-may">
                  {t(text('还可以：', 'Still possible: '))}
                  {may.map(t).join(t(text('；', '; ')))}
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </li>
  )
}
