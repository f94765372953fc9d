import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useId, useState } from 'react'
import type { ScheduleDone } from '../../../domain/schedule-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { useNow } from '../../calendar.ts'
import { useText } from '../../language.tsx'
import { countyDate } from '../../times.ts'
import { client, queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { type Act, acts } from './acts.ts'
import { BackfillPreview } from './BackfillPreview.tsx'
import { Results } from './Results.tsx'

type Given = { scheduleIds: string[]; reason: string; from: string; to: string }

const send = (act: Act, given: Given): Promise<ScheduleDone[]> => client.schedule[act].mutate(given)

/** Does one act to one schedule or to many, with its reason, and tells what became of each. */
export function ActForm({
  act,
  schedules,
  onClose,
}: {
  act: Act
  schedules: { id: string; title: Text }[]
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const today = countyDate(useNow())
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const { label, dated, note } = acts[act]
  const scheduleIds = schedules.map((one) => one.id)
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (given: Given) => send(act, given),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.schedule.pathKey() }),
  })
  const fields = refusalOf(error)?.fields ?? []
  const many = schedules.length > 1
  const days = [
    ['from', text('自', 'From'), from, setFrom],
    ['to', text('至', 'To'), to, setTo],
  ] as const
  return (
    <Drawer
      open
      size={520}
      title={t(
        many
          ? text(`批量${label.zh}（${schedules.length}项）`, `${label.en}: ${schedules.length} schedules`)
          : text(`${label.zh}：${schedules[0]?.title.zh ?? ''}`, `${label.en}: ${schedules[0]?.title.en ?? ''}`),
      )}
      onClose={onClose}
      mask={{ closable: false }}
    >
      {data ? (
        <>
          <Results results={data} />
          <div className="form-actions">
            <Button size="large" onClick={onClose}>
              {t(words.close)}
            </Button>
          </div>
        </>
      ) : (
        <form
          className="zod-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            mutate({ scheduleIds, reason, from, to })
          }}
        >
          {many && <p className="schedule-many">{schedules.map(({ title }) => t(title)).join(t(text('、', ', ')))}</p>}
          {dated &&
            days.map(([name, named, value, set]) => (
              <FieldRow
                key={name}
                id={`${id}-${name}`}
                spec={{ label: named, required: true }}
                errors={errorsAt(fields, name)}
              >
                <Input id={`${id}-${name}`} type="date" value={value} onChange={(event) => set(event.target.value)} />
              </FieldRow>
            ))}
          <FieldRow
            id={`${id}-reason`}
            spec={{ label: text('依据', 'Why'), required: true }}
            errors={errorsAt(fields, 'reason')}
          >
            <Input
              id={`${id}-reason`}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </FieldRow>
          <p className="field-hint">{t(note)}</p>
          {act === 'backfill' && <BackfillPreview scheduleIds={scheduleIds} from={from} to={to} />}
          {error && <ErrorNote note={failureText(error)} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              disabled={reason.trim().length < 4 || (dated && (from === '' || to === ''))}
              loading={isPending}
            >
              {t(label)}
            </Button>
          </div>
        </form>
      )}
    </Drawer>
  )
}
