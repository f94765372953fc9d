import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Letter } from '../../../domain/letter-forms.ts'
import type { LetterPreview, TemplateView } from '../../../domain/letter-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FormValues } from '../../components/form/FormValues.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { client, trpc } from '../../trpc.ts'
import { LaunchDialog } from '../year/LaunchDialog.tsx'

/** Each unit's letter as it will be sent, why some will not be, and the button that sends the others. */
export function Preview({
  template: { id: templateId, version, review },
  unitIds,
  batchId,
  onSent,
}: {
  template: TemplateView
  unitIds: readonly string[]
  batchId: string
  onSent: () => void
}) {
  const t = useText()
  const asked = { templateId, version, unitIds: [...unitIds] }
  const preview = useQuery({
    queryKey: [...trpc.letter.pathKey(), 'preview', asked],
    queryFn: () => client.letter.preview.mutate(asked),
    // Asked anew each time: others may have sent letters meanwhile.
    staleTime: 0,
    gcTime: 0,
  })
  const launch = useMutation({
    mutationFn: () => client.letter.launchMany.mutate({ ...asked, batchId }),
    onSuccess: onSent,
  })
  if (!preview.data)
    return preview.error ? (
      <Failed error={preview.error} onRetry={() => void preview.refetch()} />
    ) : (
      <Loading rows={4} />
    )
  const released = review?.outcome === 'RELEASED'
  const ready = preview.data.filter(({ refusal }) => refusal === null)
  return (
    <section className="letters-part" aria-labelledby="letters-preview">
      <h2 id="letters-preview">{t(text('三、逐份预览', '3. Each letter'))}</h2>
      <div className="letters-previews">
        {preview.data.map((one) => (
          <One key={one.unitId} one={one} from={{ templateId, version }} />
        ))}
      </div>
      {!released && (
        <ErrorNote
          tone="warning"
          note={text(
            `本模板第${version}版尚未经法制审核放行，可以预览，不能批量下发。请先在上方“送法制审核”；急需的单位可“改后单独送审”，逐份审核。`,
            `Version ${version} has not been released by legal review: it can be read, not sent to many. Send it for review above, or send a single letter, which is reviewed by itself.`,
          )}
        />
      )}
      {launch.error && <ErrorNote note={failureText(launch.error)} />}
      <Button
        type="primary"
        disabled={ready.length === 0 || !released}
        loading={launch.isPending}
        onClick={() => launch.mutate()}
      >
        {t(text(`下发${ready.length}份责任书，送单位签订`, `Send ${ready.length} letters to be signed`))}
      </Button>
    </section>
  )
}

function One({
  one: { unitName, letter, left, refusal },
  from,
}: {
  one: LetterPreview
  from: { templateId: string; version: number }
}) {
  const t = useText()
  return (
    <details className={refusal ? 'letters-preview letters-refused' : 'letters-preview'}>
      <summary>
        <b>{unitName}</b>{' '}
        <span>
          {refusal
            ? t(refusal.fields[0]?.text ?? refusal.text)
            : t(text(`${letter.items.length}项任务`, `${letter.items.length} tasks`))}
        </span>
      </summary>
      <FormValues schema={Letter} form={letter} evidence={{}} omit={['unitId', 'year']} />
      {left.length > 0 && (
        <p>
          {t(text('不涉及、未列入：', 'Left out, not of this unit: '))}
          {left.join('；')}
        </p>
      )}
      {(refusal === null || refusal.code === 'INVALID_FORM') && (
        <LaunchDialog
          title={text('改后单独送审', 'Change it and send it by itself')}
          schema={Letter}
          initial={{ ...letter }}
          send={(commandId, form) => client.letter.draft.mutate({ commandId, letter: form, from })}
          plain
        />
      )}
    </details>
  )
}
