import { App } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { z } from 'zod'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseView, TaskView } from './view.ts'
import { useAct } from '../../command.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { useText } from '../../language.tsx'
import { Background } from './background.tsx'
import { DraftNote } from './draft-note.tsx'
import { useDraftSaving } from './drafts.ts'
import { Preparation } from './preparation.tsx'
import { initialDraft } from './initial-draft.ts'
import { pickerContext } from './naming.ts'
import { SendingForm, StepHead } from './sending.tsx'
import { StepFacts } from './step-facts.tsx'
import { toTop } from './to-top.ts'
import { Unsent } from './unsent.tsx'

const isForm = (draft: unknown): draft is FormDraft =>
  typeof draft === 'object' && draft !== null && !Array.isArray(draft)

/**
 * One thing that I can do now: its form, what submitting it will cause, its time limit. What is typed is kept
 * on the server, and stays on the page when somebody else was faster.
 */
export function ActForm({
  task,
  view,
  schema,
  preparing,
  menu,
  onHold,
}: {
  task: TaskView
  view: CaseView
  schema: z.ZodObject
  /** I write it, the head of my unit submits it. */
  preparing: boolean
  /** What else may be done to the step. */
  menu: ReactNode
  /** Told whether the page must keep this form although its task is no longer open. */
  onHold: (taskId: string, held: boolean) => void
}) {
  const t = useText()
  const { message } = App.useApp()
  const [typed, setTyped] = useState<FormDraft | null>(null)
  const saved = isForm(task.draft) ? task.draft : null
  const draft = typed ?? saved ?? initialDraft(task, view)
  const saving = useDraftSaving(task.taskId)
  const pending = view.pending.find(({ taskId, act }) => taskId === task.taskId && act === 'submit')
  const act = useAct({
    caseId: view.caseId,
    taskId: task.taskId,
    act: 'submit',
    pending,
    onApplied: () => {
      saving.forget()
      setTyped(null)
      void message.success(t(done(task.title)))
      toTop()
    },
  })
  const { state } = act
  const dirty = typed !== null
  const held = dirty || state.phase === 'refused' || state.phase === 'received'
  useEffect(() => onHold(task.taskId, held), [onHold, task.taskId, held])

  const release = () => {
    saving.forget()
    setTyped(null)
    onHold(task.taskId, false)
  }
  if (state.phase === 'applied') return task.state === 'OPEN' ? <ErrorNote tone="calm" note={updating} /> : null
  if (task.state !== 'OPEN') {
    return held ? (
      <Unsent
        task={task}
        schema={schema}
        draft={draft}
        dirty={dirty}
        evidence={view.evidence}
        refusal={state.phase === 'refused' ? state.refusal.text : null}
        onDismiss={release}
      />
    ) : null
  }

  const change = (next: FormDraft) => {
    setTyped(next)
    saving.keep(next)
  }
  return (
    <section className="panel act" aria-labelledby={`act-${task.taskId}`}>
      <StepHead id={`act-${task.taskId}`} task={task} menu={menu} />
      <StepFacts task={task} />
      <Background task={task} view={view} />
      {task.context.returned && <ErrorNote tone="warning" note={returned(task.context.returned)} />}
      {preparing ? (
        <Preparation
          schema={schema}
          draft={draft}
          onChange={change}
          state={saving.state}
          by={typed === null ? task.draftBy : null}
          context={pickerContext(task, view)}
        />
      ) : (
        <SendingForm
          form={task.form}
          schema={schema}
          draft={draft}
          onChange={change}
          act={act}
          causes={task.causes}
          context={pickerContext(task, view)}
          actions={<DraftNote state={saving.state} by={typed === null ? task.draftBy : null} />}
        />
      )}
    </section>
  )
}

const done = (title: Text): Text => text(`已提交：${title.zh}`, `Submitted: ${title.en}`)
const updating = text('已提交，正在更新页面。', 'Submitted; the page is being updated.')
const returned = (why: string): Text => text(`退回理由：${why}`, `Returned because: ${why}`)
