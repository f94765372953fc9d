import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { LetterTemplate } from '../../../domain/letter-forms.ts'
import type { TemplateView } from '../../../domain/letter-views.ts'
import { text } from '../../../domain/text.ts'
import { ReviewState } from './Review.tsx'
import { FormValues } from '../../components/form/FormValues.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'

const title = text('历次版本', 'Versions')

/** Every version of a template as it was, the newest first. */
export function Versions({ template }: { template: TemplateView }) {
  const t = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(title)}</Button>
      <Modal title={t(title)} open={open} onCancel={() => setOpen(false)} footer={null} width={820} destroyOnHidden>
        <Listed templateId={template.id} />
      </Modal>
    </>
  )
}

function Listed({ templateId }: { templateId: string }) {
  const t = useText()
  const times = useTimes()
  const { data, error, refetch } = useQuery(trpc.letter.versions.queryOptions({ templateId }))
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  return data.map(({ version, savedBy, savedAt, content, review }) => (
    <details key={version} open={version === data[0]?.version}>
      <summary>
        {t(text(`第${version}版`, `Version ${version}`))} {savedBy} {times.full(savedAt)}{' '}
        <ReviewState review={review} />
      </summary>
      <FormValues schema={LetterTemplate} form={content} evidence={{}} />
    </details>
  ))
}
