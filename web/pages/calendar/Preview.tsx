import { useQuery } from '@tanstack/react-query'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { client, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import type { Day } from './periods.ts'

/** Which open due dates a calendar would settle, old and new side by side, before anything is published. */
export function Preview({ year, days }: { year: number; days: Day[] }) {
  const t = useText()
  const times = useTimes()
  const { data, error, refetch } = useQuery({
    queryKey: [...trpc.calendar.pathKey(), 'preview', year, days],
    queryFn: () => client.calendar.preview.mutate({ year, days }),
    staleTime: 0,
  })
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const moved = data.tasks.filter((task) => task.newDueAt !== task.dueAt)
  return (
    <div className="preview">
      <p>
        {data.tasks.length === 0
          ? t(
              text(
                '没有暂估期限跨入这一年，公布后不会变动任何期限。',
                'No provisional due date reaches into this year: nothing will move.',
              ),
            )
          : t(
              text(
                `${data.tasks.length}项暂估期限将核定，其中${moved.length}项顺延。`,
                `${data.tasks.length} provisional due dates will be settled; ${moved.length} of them move later.`,
              ),
            )}
      </p>
      {data.tasks.length > 0 && (
        <table className="periods">
          <thead>
            <tr>
              <th scope="col">{t(words.number)}</th>
              <th scope="col">{t(words.step)}</th>
              <th scope="col">{t(text('现期限', 'Due now'))}</th>
              <th scope="col">{t(text('核定后', 'Settled'))}</th>
            </tr>
          </thead>
          <tbody>
            {data.tasks.map((task) => (
              <tr key={task.taskId}>
                <td>{task.number ?? t(words.noNumberYet)}</td>
                <td>{t(task.title)}</td>
                <td>{times.dayClock(task.dueAt)}</td>
                <td>
                  {times.dayClock(task.newDueAt)}
                  {task.newDueAt === task.dueAt && <small>{t(text('不变', 'unchanged'))}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
