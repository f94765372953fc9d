import { type ReactNode, useCallback, useState } from 'react'
import type { CaseView, TaskView } from './view.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { ActDialog } from './act-dialog.tsx'
import { ActForm } from './act-form.tsx'
import { prepares } from './acts.ts'
import { correctionContext } from './naming.ts'
import { formOf } from './reading.ts'
import { StepHead } from './sending.tsx'
import { StepFacts } from './step-facts.tsx'
import { StepMenu } from './step-menu.tsx'

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
  // It stays open while the case moves on beneath it, so that what is being typed is not lost.
  const [chosen, setChosen] = useState<{ task: TaskView; offered: TaskView['corrections'][number] } | null>(null)
  const menu = (task: TaskView) => <StepMenu task={task} onChoose={(offered) => setChosen({ task, offered })} />
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
            menu={menu(task)}
            onHold={onHold}
          />
        ) : null
      })}
      {view.tasks
        .filter((task) => task.state === 'OPEN' && !mine(task))
        .map((task) => (
          <NotMine key={task.taskId} task={task} menu={menu(task)} />
        ))}
      {chosen && (
        <ActDialog
          key={`${chosen.task.taskId} ${chosen.offered.act}`}
          view={view}
          taskId={chosen.task.taskId}
          offered={chosen.offered}
          context={correctionContext(chosen.task, chosen.offered.act, view, me)}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}

function NotMine({ task, menu }: { task: TaskView; menu: ReactNode }) {
  const t = useText()
  return (
    <section className="panel not-mine">
      <StepHead task={task} menu={menu} />
      <StepFacts task={task} />
      {task.whyNot && <p>{t(task.whyNot)}</p>}
    </section>
  )
}
