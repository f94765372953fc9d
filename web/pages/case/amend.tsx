import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { numbered } from '../../../domain/letter-changes.ts'
import { AmendmentProposal, Letter } from '../../../domain/letter-forms.ts'
import { text } from '../../../domain/text.ts'
import { useCommand } from '../../command.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { client } from '../../trpc.ts'
import { words } from '../../words.ts'
import { CommandNote } from './command-note.tsx'
import type { CaseView } from './view.ts'

const title = text('提出补充协议', 'Propose an amendment')

/** Begins with the letter as it stands; what is changed there becomes the amendment, with its reason. */
export function AmendButton({ view }: { view: CaseView }) {
  const t = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<FormDraft>({})
  const { state, busy, run, reset } = useCommand<AmendmentProposal>({
    send: (commandId, proposal) => client.letter.amend.mutate({ commandId, letterId: view.caseId, proposal }),
    onApplied: ({ caseId }) => {
      setOpen(false)
      void navigate({ to: paths.case, params: { caseId } })
    },
  })
  const begin = () => {
    const letter = Letter.safeParse(view.content).data
    if (letter)
      setDraft((typed) =>
        Object.keys(typed).length > 0
          ? typed
          : { goal: letter.goal, items: numbered(letter.items), rewardClause: letter.rewardClause },
      )
    setOpen(true)
  }
  return (
    <>
      <Button onClick={begin}>{t(title)}</Button>
      <Modal title={t(title)} open={open} onCancel={() => setOpen(false)} footer={null} width={820} destroyOnHidden>
        <ZodForm
          schema={AmendmentProposal}
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
