import { Link } from '@tanstack/react-router'
import type { TaskItem } from '../../../domain/views.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { roundName, words } from '../../words.ts'
import { ItemDue } from './due.tsx'
import { inboxWords } from './words.ts'

/** Tasks as a table, one line each where it fits: what, where, whose, by when. */
export function TaskTable({
  items,
  done,
  whose,
}: {
  items: readonly TaskItem[]
  done: boolean /** Whether to say who must act: where it is not me. */
  whose: boolean
}) {
  const t = useText()
  return (
    <table className="tasks">
      <thead>
        <tr>
          <th scope="col">{t(words.due)}</th>
          <th scope="col">{t(words.step)}</th>
          <th scope="col">{t(words.subject)}</th>
          <th scope="col">{t(words.unit)}</th>
          <th scope="col">{t(words.number)}</th>
          {whose && <th scope="col">{t(inboxWords.handler)}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.taskId} className={item.light === 'RED' && !done && !item.stopped ? 'task-red' : undefined}>
            <td className="task-due">
              <ItemDue item={item} open={!done} />
            </td>
            <td className="task-step">
              {t(item.title)}
              {item.reason && <small className="task-reason">{t(item.reason)}</small>}
            </td>
            <td className="task-title">
              <Link to={paths.case} params={{ caseId: item.caseId }} data-row className="task-link">
                {item.caseTitle}
              </Link>
              <span className="task-place">{item.place}</span>
            </td>
            <td className="task-unit">{item.unit.name}</td>
            <td className="task-number">
              {item.number ?? t(words.noNumberYet)}
              {item.round > 1 && <span className="task-round">{t(roundName(item.round))}</span>}
            </td>
            {whose && <td className="task-handler">{t(item.assignee)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
