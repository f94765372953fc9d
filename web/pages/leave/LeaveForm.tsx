import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { fieldErrors } from '../../../domain/fields.ts'
import type { SubstituteView } from '../../../domain/leave-views.ts'
import { roles } from '../../../domain/people.ts'
import { Leave } from '../../../domain/substitutes.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { countyDate } from '../../times.ts'
import { queryClient, trpc } from '../../trpc.ts'

const labels: Record<keyof Leave, Text> = {
  from: text('请假自', 'From'),
  to: text('至（含当日）', 'To (that day included)'),
  substituteId: text('代理人', 'Substitute'),
  reason: text('事由', 'Reason'),
}

const fromToday = (): Leave => {
  const today = countyDate(Date.now())
  return { from: today, to: today, substituteId: '', reason: '' }
}

const whoFits = text('同一单位、职责相当的同志', 'Of the same unit, in a role that fits')

/** Enters a leave with its substitute: one's own, or that of `absent` by the administrator. */
export function LeaveForm({ absent, onDone }: { absent?: { userId: string; name: string }; onDone?: () => void }) {
  const t = useText()
  const id = useId()
  const [draft, setDraft] = useState<Leave>(fromToday)
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState<Leave | null>(null)
  const settled = {
    onSuccess: () => {
      setAsked(null)
      setTried(false)
      setDraft(fromToday())
      void queryClient.invalidateQueries({ queryKey: trpc.leave.pathKey() })
      onDone?.()
    },
    onError: () => setAsked(null),
  }
  const own = useMutation(trpc.leave.enter.mutationOptions(settled))
  const others = useMutation(trpc.leave.enterFor.mutationOptions(settled))
  const { error, isPending, reset } = absent ? others : own
  const mine = useQuery({ ...trpc.leave.substitutes.queryOptions(), enabled: !absent })
  const theirs = useQuery({
    ...trpc.leave.substitutesOf.queryOptions({ userId: absent?.userId ?? '' }),
    enabled: absent !== undefined,
  })
  const { data: fit } = absent ? theirs : mine

  const parsed = Leave.safeParse(draft)
  const shown = [...(tried && !parsed.success ? fieldErrors(parsed.error) : []), ...(refusalOf(error)?.fields ?? [])]
  const put = (change: Partial<Leave>) => {
    if (error) reset()
    setDraft({ ...draft, ...change })
  }
  const row = (name: keyof Leave, control: (field: string) => ReactNode, hint?: Text) => (
    <FieldRow id={`${id}-${name}`} spec={{ label: labels[name], hint, required: true }} errors={errorsAt(shown, name)}>
      {control(`${id}-${name}`)}
    </FieldRow>
  )
  const day = (name: 'from' | 'to') =>
    row(name, (field) => (
      <Input
        id={field}
        className="leave-day"
        type="date"
        value={draft[name]}
        onChange={(event) => put({ [name]: event.target.value })}
      />
    ))
  const substitute = fit?.find(({ userId }) => userId === asked?.substituteId)?.name ?? ''
  return (
    <form
      className="zod-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (parsed.success) setAsked(parsed.data)
      }}
    >
      <div className="leave-days">
        {day('from')}
        {day('to')}
      </div>
      {row(
        'substituteId',
        (field) => (
          <Select
            id={field}
            className="field-select"
            value={draft.substituteId || undefined}
            placeholder={t(text('请选择', 'Choose'))}
            notFoundContent={t(
              text(
                '本单位没有职责相当的同志可代理，请联系系统管理员。',
                'Nobody of the unit can stand in; ask the administrator.',
              ),
            )}
            options={(fit ?? []).map((one) => ({ value: one.userId, label: labelOf(one, t) }))}
            onChange={(substituteId: string) => put({ substituteId })}
          />
        ),
        whoFits,
      )}
      {row('reason', (field) => (
        <Input
          id={field}
          value={draft.reason}
          maxLength={200}
          onChange={(event) => put({ reason: event.target.value })}
        />
      ))}
      {error && <ErrorNote note={failureText(error)} />}
      <div className="form-actions">
        <Button type="primary" size="large" htmlType="submit" loading={isPending}>
          {t(text('登记请假', 'Enter the leave'))}
        </Button>
      </div>
      {asked && (
        <Confirm
          open
          title={text(`由${substitute}代理？`, `${substitute} stands in?`)}
          causes={text(
            `${asked.from}至${asked.to}，${substitute}可代办${absent?.name ?? '您'}的任务，每次办理均注明“代${absent?.name ?? ''}”。须本人到场或本人签字的、${substitute}自己经手的，不能代理。`,
            `From ${asked.from} to ${asked.to} ${substitute} may do the tasks of ${absent?.name ?? 'yours'}, marked as such. What must be done in person, or what they had a hand in, they may not do.`,
          )}
          action={text('登记请假', 'Enter')}
          busy={isPending}
          onCancel={() => setAsked(null)}
          onConfirm={() => (absent ? others.mutate({ userId: absent.userId, leave: asked }) : own.mutate(asked))}
        />
      )}
    </form>
  )
}

const labelOf = ({ name, roles: held }: SubstituteView, t: (said: Text) => string): string =>
  `${name}（${held.map((role) => t(roles[role])).join(t(text('、', ', ')))}）`
