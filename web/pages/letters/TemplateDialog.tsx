import { useMutation } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { LetterTemplate } from '../../../domain/letter-forms.ts'
import { places } from '../../../domain/letter-template.ts'
import type { TemplateView } from '../../../domain/letter-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useText } from '../../language.tsx'
import { client, queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

/** A template as it is written or changed; what is saved is its next version, and the one before stays. */
export function TemplateDialog({
  year,
  template,
  onClose,
  onSaved,
}: {
  year: number
  template: TemplateView | null
  onClose: () => void
  onSaved: (saved: TemplateView) => void
}) {
  const t = useText()
  const [templateId] = useState(() => template?.id ?? newId())
  const [draft, setDraft] = useState<FormDraft>(
    template?.content ?? {
      year,
      title: '{年度}年创建卫生城市目标责任书',
      depositMode: 'NONE',
      items: [{}],
    },
  )
  const title = template ? text('修改模板', 'Change the template') : text('新建模板', 'New template')
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (content: LetterTemplate) => {
      const basedOn = template?.version ?? 0
      const { version } = await client.letter.saveTemplate.mutate({ templateId, basedOn, template: content })
      const saved = await client.letter.versions.query({ templateId })
      await queryClient.invalidateQueries({ queryKey: trpc.letter.pathKey() })
      return saved.find((one) => one.version === version)
    },
    onSuccess: (saved) => saved && onSaved(saved),
  })
  return (
    <Modal title={t(title)} open onCancel={onClose} footer={null} width={820} destroyOnHidden>
      <details className="letters-places" open>
        <summary>{t(text('可用的占位，下发时按各单位情况填入', 'Places that each unit’s own duties fill in'))}</summary>
        <dl>
          {Object.entries(places).map(([name, what]) => (
            <div key={name}>
              <dt>
                <code>{`{${name}}`}</code>
              </dt>
              <dd>{t(what)}</dd>
            </div>
          ))}
        </dl>
        <p>
          {t(
            text(
              '写了{路段}或{设施}的任务，没有路段或设施的单位不列，分值按比例分给其余任务。',
              'A task about roads or facilities is left out where a unit has none; its points go to the others.',
            ),
          )}
        </p>
      </details>
      <ZodForm
        schema={LetterTemplate}
        value={draft}
        onChange={setDraft}
        errors={refusalOf(error)?.fields ?? []}
        busy={isPending}
        submitLabel={words.save}
        onSubmit={(content) => mutate(content)}
      >
        {error && <ErrorNote note={failureText(error)} />}
      </ZodForm>
    </Modal>
  )
}
