import { Link } from '@tanstack/react-router'
import type { TaskItem } from '../../../domain/views.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { roundName, words } from '../../words.ts'
import { ItemDue } from './due.tsx'
import { inboxWords } from './words.ts'

/** Tasks as cards for a phone: the whole card opens the case. */
export function TaskCards({ items, done, whose }: { items: readonly TaskItem[]; done: boolean; whose: boolean }) {
  const t = useText()
  return (
    <ul className="cards">
      {items.map((item) => (
        <li key={item.taskId} className={done || item.stopped ? 'card' : `card card-${item.light.toLowerCase()}`}>
          <p className="card-step">
            {t(item.title)}
            {item.round > 1 && <span className="task-round">{t(roundName(item.round))}</span>}
          </p>
          {item.reason && <p className="task-reason">{t(item.reason)}</p>}
          <Link to={paths.case} params={{ caseId: item.caseId }} data-row className="card-link">
            {item.caseTitle}
          </Link>
          <p className="card-facts">
            {item.unit.name}
            {item.place && ` · ${item.place}`}
          </p>
          <p className="card-facts">{item.number ?? t(words.noNumberYet)}</p>
          {whose && (
            <p className="card-facts">
              {t(inboxWords.handler)} {t(item.assignee)}
            </p>
          )}
          <ItemDue item={item} open={!done} />
        </li>
      ))}
    </ul>
  )
}
