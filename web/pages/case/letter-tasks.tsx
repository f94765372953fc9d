import { useQuery } from '@tanstack/react-query'
import type { LetterTaskState } from '../../../domain/letter-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import '../year/year.css'
import '../letters/letters.css'
import type { CaseView } from './view.ts'

const states: Record<LetterTaskState, Text> = {
  OPEN: text('办理中', 'Under way'),
  REPORTED: text('已报，待核验', 'Reported'),
  DONE: text('已完成', 'Done'),
  PART: text('部分完成', 'Done in part'),
  NOT_DONE: text('未完成', 'Not done'),
  OVERDUE: text('已到期未报', 'Overdue'),
}

/** The tasks of a signed letter: what each is due, and what became of it. */
export function LetterTasks({ view }: { view: CaseView }) {
  const t = useText()
  const { data } = useQuery(trpc.letter.tasks.queryOptions({ letterId: view.caseId }))
  if (!data || data.length === 0) return null
  return (
    <section className="panel" aria-labelledby="letter-tasks">
      <h2 id="letter-tasks">{t(text('任务完成情况', 'The tasks'))}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <section className="year-scroll" tabIndex={0} aria-label={t(text('任务表', 'Tasks'))}>
        <table className="year-figures letter-tasks">
          <thead>
            <tr>
              <th scope="col">{t(text('任务', 'Task'))}</th>
              <th scope="col">{t(text('期限', 'Due'))}</th>
              <th scope="col">{t(text('分值', 'Points'))}</th>
              <th scope="col">{t(text('情况', 'State'))}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((task) => (
              <tr key={task.no}>
                <th scope="row">
                  {task.no}. {task.content}
                  {task.mustDo && t(text('（必成）', ' (must)'))}
                </th>
                <td>{task.dueOn}</td>
                <td>{task.points}</td>
                <td>
                  {t(states[task.state])}
                  {task.state === 'PART' && ` ${task.rate}%`}
                  {task.evidence.length > 0 &&
                    t(text(`，佐证${task.evidence.length}份`, `, ${task.evidence.length} photos`))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
