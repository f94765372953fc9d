import { App, Modal } from 'antd'
import type { PersonalAct } from '../../../domain/commands.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useAct } from '../../command.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { useKept } from '../../kept.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { formOf } from './reading.ts'
import { SendingForm } from './sending.tsx'
import { toTop } from './to-top.ts'
import type { CaseView } from './view.ts'

/** An act beside answering a step: its name, what it causes, its form. */
export type OfferedAct = { act: PersonalAct; title: Text; causes: Text; form: string }

const nothing: FormDraft = {}

/**
 * The form of such an act, over the page. What was typed is kept in this browser until it is applied: closing,
 * reloading or being refused loses nothing.
 */
export function ActDialog({
  view,
  taskId,
  offered,
  context,
  onClose,
}: {
  view: CaseView
  /** Null for an act on the whole case. */
  taskId: string | null
  offered: OfferedAct
  context?: Record<string, string>
  onClose: () => void
}) {
  const t = useText()
  const me = useMe()
  const { message } = App.useApp()
  const [draft, setDraft, forget] = useKept<FormDraft>(
    `act:${me.userId}:${taskId ?? view.caseId}:${offered.act}`,
    nothing,
  )
  const act = useAct({
    caseId: view.caseId,
    taskId,
    act: offered.act,
    pending: view.pending.find((command) => command.act === offered.act && command.taskId === taskId),
    onApplied: () => {
      forget()
      void message.success(t(text(`已办理：${offered.title.zh}`, `Done: ${offered.title.en}`)))
      onClose()
      toTop()
    },
  })
  const schema = formOf(offered.form)
  if (!schema) return null
  return (
    <Modal open onCancel={onClose} footer={null} title={t(offered.title)} width={560} centered className="act-dialog">
      <SendingForm
        form={offered.form}
        schema={schema}
        draft={draft}
        onChange={setDraft}
        act={act}
        causes={offered.causes}
        context={context}
        danger={offered.act === 'withdraw'}
      />
    </Modal>
  )
}
