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

/**
 * A button that asks for the form by which a case begins, opens it once however often it is sent, and goes there.
 * `plain` where it is one way among others.
 */
export function LaunchDialog<Schema extends z.ZodObject>({
  title,
  schema,
  initial,
  send,
  plain = false,
}: {
  title: Text
  schema: Schema
  initial: FormDraft
  send: (commandId: string, form: z.output<Schema>) => Promise<CommandView>
  plain?: boolean
}) {
  const t = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  // What was typed stays when the dialog is closed by mistake; until somebody types, it begins with what there is now.
  const [typed, setTyped] = useState<FormDraft | null>(null)
  const { state, busy, run, reset } = useCommand<z.output<Schema>>({
    send,
    onApplied: ({ caseId }) => {
      setOpen(false)
      setTyped(null)
      void navigate({ to: paths.case, params: { caseId } })
    },
  })
  return (
    <>
      <Button type={plain ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        {t(title)}
      </Button>
      <Modal title={t(title)} open={open} onCancel={() => setOpen(false)} footer={null} width={820} destroyOnHidden>
        <ZodForm
          schema={schema}
          value={typed ?? initial}
          onChange={(next) => {
            if (state.phase === 'refused') reset()
            setTyped(next)
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
