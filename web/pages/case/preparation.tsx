import { useState } from 'react'
import type { z } from 'zod'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { DraftNote } from './draft-note.tsx'
import type { DraftState } from './drafts.ts'

const forHead = text(
  '您可以先填好草稿，由本单位主要负责人核对后提交。',
  'You may prepare it; the head of your unit checks and submits it.',
)

/** A form that I write and the head of my unit submits: it is kept as a draft that both of us see. */
export function Preparation({
  schema,
  draft,
  onChange,
  state,
  by,
  context,
}: {
  schema: z.ZodObject
  draft: FormDraft
  onChange: (draft: FormDraft) => void
  state: DraftState
  by: { name: string; at: string } | null
  context: Record<string, string>
}) {
  const [checked, setChecked] = useState(false)
  return (
    <>
      <ErrorNote tone="calm" note={forHead} />
      <ZodForm
        schema={schema}
        value={draft}
        onChange={(next) => {
          setChecked(false)
          onChange(next)
        }}
        onSubmit={() => setChecked(true)}
        context={context}
        submitLabel={text('检查是否填全', 'Check that it is complete')}
        actions={<DraftNote state={state} by={by} />}
      >
        {checked && (
          <ErrorNote
            tone="calm"
            note={text(
              '已填全，草稿已交给本单位主要负责人，请其登录提交。',
              'It is complete. The head of your unit sees this draft and can submit it.',
            )}
          />
        )}
      </ZodForm>
    </>
  )
}
