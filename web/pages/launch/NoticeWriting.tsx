import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useMemo, useState } from 'react'
import { NoticeContent } from '../../../domain/forms.ts'
import { limitFault } from '../../../domain/notice-limit.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { text } from '../../../domain/text.ts'
import type { CommandView } from '../../../domain/views.ts'
import { useCommand } from '../../command.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { client, queryClient, trpc } from '../../trpc.ts'
import { CommandNote } from '../case/command-note.tsx'
import { DuePanel, NextPanel } from './Aside.tsx'
import type { Draft } from './draft.ts'
import { Opened, Restored, Saving } from './notes.tsx'
import { appended, Suggest } from './Suggest.tsx'
import { suggestionFor } from './suggestions.ts'
import { useDraftKeeping } from './useDraftKeeping.ts'
import { followUrgency, isUrgency, rangeText, typedLimit } from './usual-limit.ts'

const none: readonly FieldError[] = []

/** The form of a notice with all that helps to write it, kept as it is typed, and sent as one act however often. */
export function NoticeWriting({
  draftKey,
  initial,
  restoredAt,
  opened,
  pending,
  category,
  onRestart,
}: {
  draftKey: string
  initial: Draft
  restoredAt: string | null
  /** The case that was written here before. */
  opened: string | null
  /** This notice, sent before and not decided yet. */
  pending: CommandView | undefined
  category: string | null
  onRestart: () => void
}) {
  const t = useText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draft = useDraftKeeping(draftKey, initial)
  const [faults, setFaults] = useState(none)
  const { state, busy, run } = useCommand<NoticeContent>({
    send: (_, notice) => client.notice.launch.mutate({ commandId: draft.commandIdFor(notice), notice }),
    onApplied: ({ caseId }) => {
      draft.forget()
      void queryClient.invalidateQueries({ queryKey: trpc.problem.pathKey() })
      void message.success(t(text('已提交审签', 'Submitted for signing')))
      void navigate({ to: paths.case, params: { caseId } })
    },
    pending,
  })
  const errors = useMemo(() => (state.phase === 'refused' ? state.refusal.fields : faults), [state, faults])

  const { form } = draft
  const known = category ? suggestionFor(category) : undefined
  const limit = typedLimit(form.limit)
  const fault = limit && isUrgency(form.urgency) ? limitFault({ urgency: form.urgency, limit }) : null
  const change = (next: FormDraft) => draft.change(followUrgency(form, next))
  const submit = (notice: NoticeContent) => {
    const wrong = limitFault(notice)
    setFaults(wrong ? [wrong] : none)
    if (wrong) return
    if (state.phase === 'refused') draft.decided()
    run(notice)
  }
  const suggest = (part: 'requirements' | 'bases', field: 'requirement' | 'legalBasis', separator: string) => (
    <Suggest
      part={part}
      known={known}
      written={form[field]}
      onPick={(wording) => change({ ...form, [field]: appended(form[field], wording, separator) })}
    />
  )

  return (
    <div className="launch">
      <div className="panel launch-form">
        {opened && <Opened caseId={opened} />}
        {restoredAt && state.phase === 'idle' && <Restored at={restoredAt} onRestart={onRestart} />}
        <ZodForm
          schema={NoticeContent}
          value={form}
          onChange={change}
          errors={errors}
          busy={busy}
          actions={<Saving saved={draft.saved} />}
          submitLabel={text('提交审签', 'Submit for signing')}
          onSubmit={submit}
          below={{
            requirement: (
              <>
                {known?.caution && <ErrorNote tone="warning" note={known.caution} />}
                {suggest('requirements', 'requirement', '\n')}
              </>
            ),
            legalBasis: suggest('bases', 'legalBasis', '；'),
            limit: isUrgency(form.urgency) && (
              <p className={fault ? 'limit-range limit-wrong' : 'limit-range'}>
                {t(rangeText(form.urgency))}
                {fault && t(text('。超出这一范围不能下发。', '. A notice outside this range is not issued.'))}
              </p>
            ),
          }}
        >
          <CommandNote state={state} />
        </ZodForm>
      </div>
      <aside className="launch-aside">
        <DuePanel limit={fault ? null : limit} />
        <NextPanel />
      </aside>
    </div>
  )
}
