import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Registration } from '../../../domain/complaint-views.ts'
import { text } from '../../../domain/text.ts'
import { copyText } from '../../clipboard.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page } from '../../components/Page.tsx'
import { failureText, isUnanswered, refusalOf } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { client, queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import './complaints.css'

/** A complaint that came by telephone, letter or hotline. What is typed stays in this page alone: no draft is kept. */
export function RegisterComplaintPage() {
  const t = useText()
  const [draft, setDraft] = useState<FormDraft>({})
  // The same words sent again are the same complaint.
  const intent = useRef<{ body: string; id: string } | null>(null)
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: (registration: Registration) => {
      const body = JSON.stringify(registration)
      if (intent.current?.body !== body) intent.current = { body, id: newId() }
      return client.complaint.register.mutate({ commandId: intent.current.id, registration })
    },
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.complaint.pathKey() }),
    onError: (failure) => {
      if (!isUnanswered(failure)) intent.current = null
    },
  })
  const again = () => {
    intent.current = null
    setDraft({})
    reset()
  }
  const crumbs = [{ label: words.complaints, link: { to: paths.complaints } }]
  if (data)
    return (
      <Page title={words.registerComplaint} crumbs={crumbs}>
        <section className="panel" aria-labelledby="receipt">
          <h2 id="receipt">{t(text('已登记，请把回执码告诉举报人', 'Registered: tell the complainant this code'))}</h2>
          <p className="receipt-code">{data.receipt}</p>
          <p>
            {t(
              text(
                '凭此码可在 /jubao 查进展和答复。系统不保存此码，离开本页后无法再查看。',
                'It shows at /jubao how it goes on. It is kept nowhere and cannot be shown again.',
              ),
            )}
          </p>
          <p className="receipt-actions">
            <Button onClick={() => void copyText(data.receipt)}>{t(text('复制回执码', 'Copy the code'))}</Button>
            <LinkButton to={paths.case} params={{ caseId: data.caseId }} primary>
              {t(text('去分流', 'Sort it'))}
            </LinkButton>
            <Button onClick={again}>{t(text('再登记一件', 'Register another'))}</Button>
          </p>
        </section>
      </Page>
    )
  return (
    <Page title={words.registerComplaint} crumbs={crumbs}>
      <section className="panel">
        <ZodForm
          schema={Registration}
          value={draft}
          onChange={setDraft}
          errors={refusalOf(error)?.fields ?? []}
          busy={isPending}
          submitLabel={text('登记', 'Register')}
          onSubmit={(form) => mutate(form)}
        >
          {error && <ErrorNote note={failureText(error)} />}
        </ZodForm>
      </section>
    </Page>
  )
}
