import { useNavigate } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { NoticeContent } from '../../../domain/forms.ts'
import { limitFault } from '../../../domain/notice-limit.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useCommand } from '../../command.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { client, queryClient, trpc } from '../../trpc.ts'
import { CommandNote } from '../case/command-note.tsx'
import { DuePanel, NextPanel } from './Aside.tsx'
import { appended, Suggest } from './Suggest.tsx'
import { suggestionFor } from './suggestions.ts'
import { type Saved, useLaunchDraft } from './useLaunchDraft.ts'
import { followUrgency, isUrgency, rangeText, typedLimit } from './usual-limit.ts'

const none: readonly FieldError[] = []

/** One notice being written, from `first` or from the draft kept under `draftKey`, until it is a case. */
export function NoticeForm({ draftKey, first, category }: { draftKey: string; first: () => FormDraft; category: string | null }) {
  const t = useText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draft = useLaunchDraft(draftKey, first)
  const [faults, setFaults] = useState(none)
  const { state, busy, run, reset } = useCommand<NoticeContent>({
    send: (_, notice) => client.notice.launch.mutate({ commandId: draft.commandIdFor(notice), notice }),
    onApplied: ({ caseId }) => {
      draft.forget()
      void queryClient.invalidateQueries({ queryKey: trpc.problem.pathKey() })
      message.success(t(text('已提交审签', 'Submitted for signing')))
      void navigate({ to: paths.case, params: { caseId } })
    },
  })
  useEffect(() => {
    if (state.phase === 'refused') draft.decided()
  }, [state.phase])
  const errors = useMemo(() => (state.phase === 'refused' ? state.refusal.fields : faults), [state, faults])
  const form = draft.form
  if (!form) return <Loading rows={10} />

  const known = category ? suggestionFor(category) : undefined
  const change = (next: FormDraft) => draft.change(followUrgency(form, next))
  const limit = typedLimit(form.limit)
  const fault = limit && isUrgency(form.urgency) ? limitFault({ urgency: form.urgency, limit }) : null
  const suggest = (part: 'requirements' | 'bases', field: 'requirement' | 'legalBasis', separator: string) => (
    <Suggest part={part} known={known} written={String(form[field] ?? '')} onPick={(wording) => change({ ...form, [field]: appended(form[field], wording, separator) })} />
  )

  return (
    <div className="launch">
      <div className="panel launch-form">
        {draft.restoredAt && <Restored at={draft.restoredAt} onRestart={() => { draft.restart(); reset() }} />}
        <ZodForm
          schema={NoticeContent}
          value={form}
          onChange={change}
          errors={errors}
          busy={busy}
          actions={<Saving saved={draft.saved} />}
          submitLabel={text('提交审签', 'Submit for signing')}
          onSubmit={(notice) => {
            const wrong = limitFault(notice)
            setFaults(wrong ? [wrong] : none)
            if (!wrong) run(notice)
          }}
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

/** That a draft was found, and the way to do without it. */
function Restored({ at, onRestart }: { at: string; onRestart: () => void }) {
  const t = useText()
  const times = useTimes()
  return (
    <ErrorNote tone="calm" note={text(`已恢复${times.dayClock(at)}未提交的草稿。`, `Your draft of ${times.dayClock(at)} is back.`)}>
      <Button type="link" size="small" onClick={onRestart}>
        {t(text('不要草稿，重新填写', 'Discard it and start again'))}
      </Button>
    </ErrorNote>
  )
}

const saving: Record<Saved, Text | null> = {
  untouched: null,
  saving: text('正在保存草稿', 'Saving the draft'),
  server: text('草稿已保存', 'Draft saved'),
  browser: text('连不上服务器，草稿暂存在本机浏览器', 'The server cannot be reached; the draft is kept in this browser'),
}

/** Where what was typed is kept, beside the submit button. */
function Saving({ saved }: { saved: Saved }) {
  const t = useText()
  const told = saving[saved]
  return (
    <span className="form-saved" role="status">
      {told && t(told)}
    </span>
  )
}
