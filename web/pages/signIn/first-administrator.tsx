import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { Password, Username } from '../../../domain/accounts.ts'
import { field, line } from '../../../domain/fields.ts'
import { text } from '../../../domain/text.ts'
import type { Me } from '../../../domain/views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { client } from '../../trpc.ts'

const Administrator = z.object({
  name: line(text('姓名', 'Name'), { max: 40 }),
  username: field(Username, {
    label: text('用户名', 'Username'),
    widget: 'line',
    hint: text('登录时使用，可用汉字', 'Used to sign in'),
  }),
  password: field(Password, {
    label: text('密码', 'Password'),
    widget: 'password',
    hint: text(
      '至少8位，包含字母、数字、符号中的两种',
      'At least 8 characters of two kinds (letters, digits, symbols)',
    ),
  }),
})
type Administrator = z.infer<typeof Administrator>

/** The first account of a new installation. Nobody else can be made here: the API refuses once a person exists. */
export function FirstAdministrator({ onDone }: { onDone: (me: Me) => void }) {
  const t = useText()
  const [draft, setDraft] = useState<FormDraft>({})
  const create = useMutation({
    mutationFn: async (form: Administrator) => {
      await client.session.createFirstAdministrator.mutate(form)
      return client.session.create.mutate({ username: form.username, password: form.password })
    },
    onSuccess: ({ me }) => onDone(me),
  })
  const refused = refusalOf(create.error)
  return (
    <>
      <h1>{t(text('设立系统管理员', 'Create the administrator'))}</h1>
      <p className="sign-in-lead">
        {t(
          text(
            '系统里还没有任何账号。请先设立系统管理员，再由管理员为各单位开通账号。',
            'There is no account yet. Create the administrator, who then opens accounts for the units.',
          ),
        )}
      </p>
      <ZodForm
        schema={Administrator}
        value={draft}
        onChange={setDraft}
        errors={refused?.fields}
        busy={create.isPending}
        submitLabel={text('设立并登录', 'Create and sign in')}
        onSubmit={(form) => create.mutate(form)}
      >
        {create.error && <ErrorNote note={failureText(create.error)} />}
      </ZodForm>
    </>
  )
}
