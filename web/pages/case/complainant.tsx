import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { OpeningReason } from '../../../domain/complaint-views.ts'
import { text } from '../../../domain/text.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { client } from '../../trpc.ts'
import type { CaseView } from './view.ts'

const title = text('查看举报人', 'Who complained')

/** Who complained, after one has said why; gone from the page as soon as it is closed. */
export function ComplainantButton({ view }: { view: CaseView }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(title)}</Button>
      <Modal open={open} title={t(title)} footer={null} width={560} destroyOnHidden onCancel={() => setOpen(false)}>
        <Opening caseId={view.caseId} />
      </Modal>
    </>
  )
}

function Opening({ caseId }: { caseId: string }) {
  const t = useText()
  const [draft, setDraft] = useState<FormDraft>({})
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: ({ reason }: { reason: string }) => client.complaint.openIdentity.mutate({ caseId, reason }),
    // Not kept in memory once the dialog is closed.
    gcTime: 0,
  })
  if (!data)
    return (
      <ZodForm
        schema={OpeningReason}
        value={draft}
        onChange={setDraft}
        busy={isPending}
        submitLabel={text('记录理由并查看', 'Record why, and open')}
        onSubmit={(form) => mutate(form)}
      >
        {error && <ErrorNote note={failureText(error)} />}
      </ZodForm>
    )
  const { name, phone, confidential, words, place } = data
  const none = text('未留', 'Not given')
  return (
    <dl className="values">
      <div>
        <dt>{t(text('姓名', 'Name'))}</dt>
        <dd>{name || t(none)}</dd>
      </div>
      <div>
        <dt>{t(text('电话', 'Telephone'))}</dt>
        <dd>{phone ? <a href={`tel:${phone}`}>{phone}</a> : t(none)}</dd>
      </div>
      <div>
        <dt>{t(text('保密', 'Kept secret'))}</dt>
        <dd>{t(confidential ? text('要求保密', 'Asked for') : text('未要求', 'Not asked for'))}</dd>
      </div>
      <div>
        <dt>{t(text('地点原文', 'Place as told'))}</dt>
        <dd>{place}</dd>
      </div>
      <div>
        <dt>{t(text('原话', 'In their words'))}</dt>
        <dd className="value-text">{words}</dd>
      </div>
    </dl>
  )
}
