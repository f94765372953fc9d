import { Button } from 'antd'
import type { z } from 'zod'
import { signedName } from '../../../domain/people.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { TaskView } from './view.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FormValues } from '../../components/form/FormValues.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import type { Evidence } from '../../components/photos/PhotoPair.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'

/** A form whose task was closed meanwhile: by whom, and what I had typed, so that nothing is lost. */
export function Unsent({
  task,
  schema,
  draft,
  dirty,
  evidence,
  refusal,
  onDismiss,
}: {
  task: TaskView
  schema: z.ZodObject
  draft: FormDraft
  dirty: boolean
  evidence: Evidence
  refusal: Text | null
  onDismiss: () => void
}) {
  const t = useText()
  const times = useTimes()
  const when = task.closedAt ? times.dayClock(task.closedAt) : ''
  const title = t(task.title)
  const closed =
    task.state === 'DONE'
      ? text(
          `“${title}”已由${task.closedBy ? signedName(task.closedBy) : '他人'}于${when}办结，您填写的内容没有提交。`,
          `“${title}” was completed by ${task.closedBy ? signedName(task.closedBy) : 'somebody else'} at ${when}; what you typed was not submitted.`,
        )
      : task.state === 'OVERDUE'
        ? text(
            `“${title}”已于${when}到期并认定逾期，您填写的内容没有提交。`,
            `“${title}” fell due at ${when} and counts as overdue; what you typed was not submitted.`,
          )
        : text(
            `“${title}”已取消，您填写的内容没有提交。`,
            `“${title}” was cancelled; what you typed was not submitted.`,
          )
  return (
    <section className="panel act">
      <ErrorNote tone={refusal ? 'error' : 'warning'} note={refusal ?? closed} />
      {dirty && (
        <details className="unsent" open>
          <summary>{t(text('您填写的内容', 'What you typed'))}</summary>
          <FormValues schema={schema} form={draft} evidence={evidence} />
        </details>
      )}
      <div className="form-actions">
        <Button onClick={onDismiss}>{t(text('知道了', 'Close'))}</Button>
      </div>
    </section>
  )
}
