import { Button, Modal } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import type { CaseView } from './view.ts'
import { useAct } from '../../command.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { submitLabel } from './acts.ts'
import { CommandNote } from './command-note.tsx'
import { formOf } from './reading.ts'

/** An act on the whole case, such as withdrawing it, behind a button: its form says what it causes. */
export function CaseAct({ view, act }: { view: CaseView; act: CaseView['acts'][number] }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<FormDraft>({})
  const { state, busy, run } = useAct({
    caseId: view.caseId,
    taskId: null,
    act: act.act,
    pending: view.pending.find((command) => command.act === act.act && command.taskId === null),
    onApplied: () => setOpen(false),
  })
  const schema = formOf(act.form)
  if (!schema) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(act.title)}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t(act.title)} width={520} centered>
        <ZodForm
          schema={schema}
          value={draft}
          onChange={setDraft}
          errors={state.phase === 'refused' ? state.refusal.fields : undefined}
          busy={busy}
          danger
          submitLabel={submitLabel(act.form, draft)}
          onSubmit={(_form, next) => run(next)}
        >
          <p className="act-causes">
            {t(act.causes)}
            {t(text('撤回后不能恢复。', ' This cannot be undone.'))}
          </p>
          <CommandNote state={state} />
        </ZodForm>
      </Modal>
    </>
  )
}
