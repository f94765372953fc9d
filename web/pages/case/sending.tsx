import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { type Text, text } from '../../../domain/text.ts'
import type { useAct } from '../../command.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { DueBadge } from '../../components/DueBadge.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { CommandNote } from './command-note.tsx'
import { confirmation } from './confirm/confirmation.ts'
import { isStopped } from './step-facts.tsx'
import { submitLabel } from './submit-labels.ts'
import type { TaskView } from './view.ts'

/** A step's name with its due date and what else may be done to it; and whose it is, when I stand in for them. */
export function StepHead({ id, task, menu }: { id?: string; task: TaskView; menu: ReactNode }) {
  const t = useText()
  return (
    <>
      <header className="act-head">
        <h2 id={id}>{t(task.title)}</h2>
        <DueBadge
          dueAt={task.dueAt}
          light={task.light}
          provisional={task.dueSum.provisional}
          stopped={isStopped(task)}
        />
        {menu}
      </header>
      {task.onBehalfOf && (
        <ErrorNote
          tone="calm"
          note={text(
            `${task.onBehalfOf.name}请假，由您代理：以您的名义办理，并注明代${task.onBehalfOf.name}。`,
            `${task.onBehalfOf.name} is on leave and you stand in: it is recorded as yours, on their behalf.`,
          )}
        />
      )}
    </>
  )
}

/** A form that is sent as one act: what it causes, the question before it where nobody can take it back, its fate. */
export function SendingForm({
  form,
  schema,
  draft,
  onChange,
  act: { state, busy, run },
  causes,
  context,
  danger = false,
  actions,
}: {
  form: string
  schema: z.ZodObject
  draft: FormDraft
  onChange: (draft: FormDraft) => void
  act: ReturnType<typeof useAct>
  causes: Text
  context?: Record<string, string>
  danger?: boolean
  actions?: ReactNode
}) {
  const t = useText()
  const [asked, setAsked] = useState<FormDraft | null>(null)
  const question = asked && confirmation(form, asked)
  return (
    <>
      <ZodForm
        schema={schema}
        value={draft}
        onChange={onChange}
        errors={state.phase === 'refused' ? state.refusal.fields : undefined}
        busy={busy}
        danger={danger}
        context={context}
        submitLabel={submitLabel(form, draft)}
        onSubmit={(_form, next) => (confirmation(form, next) ? setAsked(next) : run(next))}
        actions={actions}
      >
        <p className="act-causes">
          <span>{t(text('提交后', 'Then'))}</span>
          {t(causes)}
        </p>
        <CommandNote state={state} />
      </ZodForm>
      {asked && question && (
        <Confirm
          open
          {...question}
          action={submitLabel(form, asked)}
          danger={danger}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null)
            run(asked)
          }}
        />
      )}
    </>
  )
}
