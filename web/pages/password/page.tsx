import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { Password } from '../../../domain/accounts.ts'
import { field } from '../../../domain/fields.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { Page } from '../../components/Page.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

const Change = z
  .object({
    current: field(z.string().min(1), { label: text('当前密码', 'Current password'), widget: 'password' }),
    next: field(Password, {
      label: text('新密码', 'New password'),
      widget: 'password',
      hint: text(
        '至少8位，包含字母、数字、符号中的两种',
        'At least 8 characters of two kinds (letters, digits, symbols)',
      ),
    }),
    again: field(z.string().min(1), { label: text('再输一次新密码', 'New password again'), widget: 'password' }),
  })
  .refine((form) => form.next === form.again, {
    path: ['again'],
    params: { text: text('两次输入的新密码不一致', 'The two new passwords differ') },
  })

/** Changes one's own password. */
export function PasswordPage() {
  const [draft, setDraft] = useState<FormDraft>({})
  const change = useMutation(trpc.session.changePassword.mutationOptions({ onSuccess: () => setDraft({}) }))
  return (
    <Page title={words.changePassword}>
      <div className="panel">
        {change.isSuccess && Object.keys(draft).length === 0 ? (
          <ErrorNote
            tone="calm"
            note={text('密码已修改，下次登录请使用新密码。', 'Your password is changed; use the new one from now on.')}
          />
        ) : (
          <ZodForm
            schema={Change}
            value={draft}
            onChange={setDraft}
            errors={refusalOf(change.error)?.fields}
            busy={change.isPending}
            submitLabel={words.changePassword}
            onSubmit={({ current, next }) => change.mutate({ current, next })}
          >
            {change.error && <ErrorNote note={failureText(change.error)} />}
          </ZodForm>
        )}
      </div>
    </Page>
  )
}
