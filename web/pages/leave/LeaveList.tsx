import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { LeaveView } from '../../../domain/leave-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import './leave.css'

const states: Record<LeaveView['state'], Text> = {
  RUNNING: text('请假中', 'On leave'),
  PLANNED: text('未开始', 'Not yet begun'),
  OVER: text('已结束', 'Over'),
}

/** Leaves, newest first; those that are not over can be ended, one's own or as the administrator. */
export function LeaveList({
  leaves,
  by,
}: {
  leaves: readonly LeaveView[]
  by: 'absent' | 'substitute' | 'administrator'
}) {
  const t = useText()
  const [asked, setAsked] = useState<LeaveView | null>(null)
  const settled = {
    onSuccess: () => {
      setAsked(null)
      void queryClient.invalidateQueries({ queryKey: trpc.leave.pathKey() })
    },
  }
  const own = useMutation(trpc.leave.end.mutationOptions(settled))
  const others = useMutation(trpc.leave.endFor.mutationOptions(settled))
  const ending = by === 'administrator' ? others : own
  return (
    <>
      <ul className="leaves">
        {leaves.map((leave) => (
          <li key={leave.leaveId} className={leave.state === 'OVER' ? 'leave leave-over' : 'leave'}>
            <div className="leave-what">
              <p className="leave-who">
                {by !== 'absent' && `${leave.unitName} `}
                {by !== 'absent' && <strong>{leave.absent.name}</strong>}
                {by !== 'absent' && t(text('请假，', ' is on leave; '))}
                {by === 'substitute'
                  ? t(text('由您代理', 'you stand in'))
                  : t(text(`由${leave.substitute.name}代理`, `${leave.substitute.name} stands in`))}
              </p>
              <p className="leave-when">
                {leave.from === leave.to
                  ? leave.from
                  : t(text(`${leave.from} 至 ${leave.to}`, `${leave.from} to ${leave.to}`))}
                <span className={`leave-state leave-${leave.state.toLowerCase()}`}>
                  {t(leave.endedAt ? text('已销假', 'Ended early') : states[leave.state])}
                </span>
              </p>
              <p className="leave-why">{leave.reason}</p>
            </div>
            {leave.state !== 'OVER' && by !== 'substitute' && (
              <Button onClick={() => setAsked(leave)}>{t(text('销假', 'End'))}</Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Confirm
          open
          title={text(`${asked.absent.name}销假？`, `End the leave of ${asked.absent.name}?`)}
          causes={text(
            `立即结束代理，${asked.substitute.name}不能再代办；已代办的不受影响。`,
            `${asked.substitute.name} can no longer stand in; what was done stays.`,
          )}
          action={text('销假', 'End')}
          busy={ending.isPending}
          onConfirm={() => ending.mutate({ leaveId: asked.leaveId })}
          onCancel={() => {
            ending.reset()
            setAsked(null)
          }}
        >
          {ending.error && <ErrorNote note={failureText(ending.error)} />}
        </Confirm>
      )}
    </>
  )
}
