import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { NotificationPreference } from '../../../domain/notification-preferences.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

/** How I wish to be told outside of the product. */
export function Preference() {
  const t = useText()
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(trpc.notification.preference.queryOptions())
  const [draft, setDraft] = useState<FormDraft | null>(null)
  const save = useMutation(
    trpc.notification.setPreference.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.notification.preference.queryKey() })
        setDraft(null)
      },
    }),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  return (
    <section className="panel" aria-labelledby="how-told">
      <h2 id="how-told">{t(text('提醒方式', 'How I am told'))}</h2>
      <p className="message-quiet">
        {t(
          text(
            '系统内的消息随时可见；邮件在免打扰时段不发，等到时段结束再发。',
            'Messages show here at once; mail waits until your quiet hours are over.',
          ),
        )}
      </p>
      {save.isSuccess && draft === null && <ErrorNote tone="calm" note={text('已保存。', 'Saved.')} />}
      <ZodForm
        schema={NotificationPreference}
        value={draft ?? data}
        onChange={setDraft}
        errors={refusalOf(save.error)?.fields}
        busy={save.isPending}
        submitLabel={words.save}
        onSubmit={(wish) => save.mutate(wish)}
      >
        {save.error && <ErrorNote note={failureText(save.error)} />}
      </ZodForm>
    </section>
  )
}
