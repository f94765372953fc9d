import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { Text } from '../../../domain/text.ts'
import type { CommandView } from '../../../domain/views.ts'
import { useCommand } from '../../command.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { words } from '../../words.ts'
import { CommandNote } from '../case/command-note.tsx'

/** A button that asks for the form by which a case begins, opens it once however often it is sent, and goes there. */
export function LaunchDialog<Schema extends z.ZodObject>({
  title,
  schema,
  initial,
  send,
}: {
  title: Text
  schema: Schema
  initial: FormDraft
  send: (commandId: string, form: z.output<Schema>) => Promise<CommandView>
}) {
  const t = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  // What was typed stays when the dialog is closed by mistake.
  const [draft, setDraft] = useState(initial)
  const { state, busy, run, reset } = useCommand<z.output<Schema>>({
    send,
    onApplied: ({ caseId }) => {
      setOpen(false)
      setDraft(initial)
      void navigate({ to: paths.case, params: { caseId } })
    },
  })
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(title)}
      </Button>
      <Modal title={t(title)} open={open} onCancel={() => setOpen(false)} footer={null} width={760} destroyOnHidden>
        <ZodForm
          schema={schema}
          value={draft}
          onChange={(next) => {
            if (state.phase === 'refused') reset()
            setDraft(next)
          }}
          errors={state.phase === 'refused' ? state.refusal.fields : []}
          busy={busy}
          submitLabel={words.submit}
          onSubmit={(form) => run(form)}
        >
          <CommandNote state={state} />
        </ZodForm>
      </Modal>
    </>
  )
}
