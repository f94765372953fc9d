import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

const reread = () => void queryClient.invalidateQueries({ queryKey: trpc.assessment.schedule.pathKey() })

/** When the next half-year is opened by itself; the director pauses it or lets it run again. */
export function AssessmentSchedule() {
  const t = useText()
  const times = useTimes()
  const can = useCan()
  const { data } = useQuery(trpc.assessment.schedule.queryOptions())
  const [pausing, setPausing] = useState(false)
  const resume = useMutation(trpc.assessment.pause.mutationOptions({ onSuccess: reread }))
  if (!data) return null
  const { paused, nextRuns } = data
  const said =
    paused !== null
      ? text(`自动发起已暂停：${paused}`, `Not opened by itself at present: ${paused}`)
      : nextRuns === null
        ? text('流程引擎暂时连不上，不知道下次时间', 'The engine cannot be reached')
        : text(
            `下次自动发起：${nextRuns.map((at) => times.full(at)).join('、')}`,
            `Opened by itself next: ${nextRuns.map((at) => times.full(at)).join(', ')}`,
          )
  return (
    <div className="year-schedule">
      <p>{t(said)}</p>
      {resume.error && <ErrorNote note={failureText(resume.error)} />}
      {can('assessment.open') && nextRuns !== null && (
        <div className="year-tools">
          {paused === null ? (
            <Button onClick={() => setPausing(true)}>{t(text('暂停自动发起', 'Pause'))}</Button>
          ) : (
            <Button loading={resume.isPending} onClick={() => resume.mutate({ reason: null })}>
              {t(text('恢复自动发起', 'Resume'))}
            </Button>
          )}
        </div>
      )}
      {pausing && <Pause onClose={() => setPausing(false)} />}
    </div>
  )
}

function Pause({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation(
    trpc.assessment.pause.mutationOptions({
      onSuccess: () => {
        reread()
        onClose()
      },
    }),
  )
  return (
    <Modal
      open
      title={t(text('暂停自动发起', 'Pause'))}
      okText={t(text('暂停', 'Pause'))}
      cancelText={t(words.cancel)}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: isPending }}
      onOk={() => mutate({ reason })}
      onCancel={onClose}
    >
      <label htmlFor="assessment-pause">{t(text('暂停原因', 'Why'))}</label>
      <Input id="assessment-pause" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      {error && <ErrorNote note={failureText(error)} />}
    </Modal>
  )
}
