import { App } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import type { z } from 'zod'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseView, TaskView } from './view.ts'
import { useAct } from '../../command.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { DueBadge } from '../../components/DueBadge.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { Background } from './background.tsx'
import { CommandNote } from './command-note.tsx'
import { confirmation } from './confirm/confirmation.ts'
import { DraftNote } from './draft-note.tsx'
import { useDraftSaving } from './drafts.ts'
import { Preparation } from './preparation.tsx'
import { initialDraft } from './initial-draft.ts'
import { pickerContext } from './naming.ts'
import { isStopped, StepFacts } from './step-facts.tsx'
import { submitLabel } from './submit-labels.ts'
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
  const [asked, setAsked] = useState<FormDraft | null>(null)
  const saved = isForm(task.draft) ? task.draft : null
  const draft = typed ?? saved ?? initialDraft(task, view)
  const saving = useDraftSaving(task.taskId)
  const pending = view.pending.find(({ taskId, act }) => taskId === task.taskId && act === 'submit')
  const { state, busy, run } = useAct({
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

  const ask = (form: FormDraft) => (confirmation(task.form, form) ? setAsked(form) : run(form))
  const question = asked && confirmation(task.form, asked)
  return (
    <section className="panel act" aria-labelledby={`act-${task.taskId}`}>
      <header className="act-head">
        <h2 id={`act-${task.taskId}`}>{t(task.title)}</h2>
        <DueBadge
          dueAt={task.dueAt}
          light={task.light}
          provisional={task.dueSum.provisional}
          stopped={isStopped(task)}
        />
        {menu}
      </header>
      <StepFacts task={task} />
      <Background task={task} view={view} />
      {task.context.returned && <ErrorNote tone="warning" note={returned(task.context.returned)} />}
      {preparing ? (
        <Preparation
          schema={schema}
          draft={draft}
          onChange={(next) => {
            setTyped(next)
            saving.keep(next)
          }}
          state={saving.state}
          context={pickerContext(task, view)}
        />
      ) : (
        <ZodForm
          schema={schema}
          value={draft}
          onChange={(next) => {
            setTyped(next)
            saving.keep(next)
          }}
          errors={state.phase === 'refused' ? state.refusal.fields : undefined}
          busy={busy}
          context={pickerContext(task, view)}
          submitLabel={submitLabel(task.form, draft)}
          onSubmit={(_form, next) => ask(next)}
          actions={<DraftNote state={saving.state} />}
        >
          <p className="act-causes">
            <span>{t(text('提交后', 'Then'))}</span>
            {t(task.causes)}
          </p>
          <CommandNote state={state} />
        </ZodForm>
      )}
      {asked && question && (
        <Confirm
          open
          {...question}
          action={submitLabel(task.form, asked)}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null)
            run(asked)
          }}
        />
      )}
    </section>
  )
}

const done = (title: Text): Text => text(`已提交：${title.zh}`, `Submitted: ${title.en}`)
const updating = text('已提交，正在更新页面。', 'Submitted; the page is being updated.')
const returned = (why: string): Text => text(`退回理由：${why}`, `Returned because: ${why}`)
