import { useCallback, useState } from 'react'
import type { CaseView, TaskView } from './view.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { ActForm } from './act-form.tsx'
import { prepares } from './acts.ts'
import { formOf } from './reading.ts'

/** What I can do on a case now, and for every other open step why I cannot. */
export function MyActs({ view }: { view: CaseView }) {
  const me = useMe()
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  const onHold = useCallback((taskId: string, hold: boolean) => {
    setHeld((before) => {
      if (before.has(taskId) === hold) return before
      const after = new Set(before)
      if (hold) after.add(taskId)
      else after.delete(taskId)
      return after
    })
  }, [])
  const mine = (task: TaskView) => (task.state === 'OPEN' && task.mine) || prepares(me, view, task)
  return (
    <>
      {view.tasks.map((task) => {
        const schema = formOf(task.form)
        return schema && (mine(task) || held.has(task.taskId)) ? (
          <ActForm
            key={task.taskId}
            task={task}
            view={view}
            schema={schema}
            preparing={prepares(me, view, task)}
            onHold={onHold}
          />
        ) : null
      })}
      {view.tasks
        .filter((task) => task.state === 'OPEN' && !mine(task))
        .map((task) => (
          <NotMine key={task.taskId} task={task} />
        ))}
    </>
  )
}

function NotMine({ task }: { task: TaskView }) {
  const t = useText()
  return (
    <section className="panel not-mine">
      <header className="act-head">
        <h2>{t(task.title)}</h2>
        <DueBadge dueAt={task.dueAt} light={task.light} provisional={task.dueSum.provisional} />
      </header>
      {task.whyNot && <p>{t(task.whyNot)}</p>}
    </section>
  )
}
