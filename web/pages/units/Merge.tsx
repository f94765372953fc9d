import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { text } from '../../../domain/text.ts'
import type { ManagedUnit } from '../../../domain/unit-views.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'

/** Merges a unit into another, seen first: who and what moves, and what stays. */
export function Merge({
  unit,
  units,
  onClose,
}: {
  unit: ManagedUnit
  units: readonly ManagedUnit[]
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const { data: preview } = useQuery(trpc.unit.mergePreview.queryOptions({ unitId: unit.id }, { staleTime: 0 }))
  const [into, setInto] = useState<string | undefined>(unit.mergedInto?.id)
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const merge = useMutation(
    trpc.unit.merge.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries(),
      onSettled: () => setAsking(false),
    }),
  )
  const heir = units.find((one) => one.id === into)
  const cases = preview?.cases ?? 0
  const done = merge.data
  return (
    <Drawer
      open
      size={520}
      title={t(text(`${unit.name}并入其他单位`, `Merge ${unit.name} into another unit`))}
      onClose={onClose}
      mask={{ closable: false }}
    >
      {done ? (
        <ErrorNote
          tone={done.failed > 0 ? 'warning' : 'calm'}
          note={text(
            `已并入${heir?.name ?? ''}：在办案件移交${done.moved}件${done.pending > 0 ? `，${done.pending}件已收到、稍后自动移交` : ''}${done.failed > 0 ? `，${done.failed}件未能移交，请在“异常”中查看` : ''}。`,
            `Merged: ${done.moved} case(s) moved${done.pending > 0 ? `, ${done.pending} follow by themselves` : ''}${done.failed > 0 ? `, ${done.failed} could not be moved: see what is stuck` : ''}.`,
          )}
        />
      ) : (
        <form
          className="zod-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setAsking(true)
          }}
        >
          <FieldRow
            id={`${id}-into`}
            spec={{ label: text('并入', 'Into'), required: true }}
            errors={errorsAt(refusalOf(merge.error)?.fields ?? [], 'into')}
          >
            <Select
              id={`${id}-into`}
              className="field-select"
              showSearch={{ optionFilterProp: 'label' }}
              value={into}
              disabled={unit.mergedInto !== null}
              placeholder={t(text('请选择，可输入名称查找', 'Choose, or type to search'))}
              options={units
                .filter((one) => one.id !== unit.id && ((one.subject && !one.mergedInto) || one.id === into))
                .map((one) => ({ value: one.id, label: one.name }))}
              onChange={(next: string) => setInto(next)}
            />
          </FieldRow>
          <FieldRow
            id={`${id}-reason`}
            spec={{ label: text('依据', 'By which decision'), required: true }}
            errors={errorsAt(refusalOf(merge.error)?.fields ?? [], 'reason')}
          >
            <Input
              id={`${id}-reason`}
              value={reason}
              maxLength={200}
              onChange={(event) => setReason(event.target.value)}
            />
          </FieldRow>
          <ErrorNote
            tone="warning"
            note={text(
              `${unit.people}个账号转入新单位，职责不变；${cases}件在办案件由新单位继续办理，期限不变、不计次数；已办结的仍列原单位，注明已并入。合并不能撤销。`,
              `${unit.people} account(s) move in their roles; ${cases} running case(s) go on with the new unit, due dates stay and nothing is counted; what is closed stays with the old one. It cannot be undone.`,
            )}
          />
          {merge.error && <ErrorNote note={failureText(merge.error)} />}
          <div className="form-actions">
            <Button
              danger
              type="primary"
              size="large"
              htmlType="submit"
              disabled={!heir || reason.trim().length < 4}
              loading={merge.isPending}
            >
              {t(text('合并', 'Merge'))}
            </Button>
          </div>
          <Confirm
            open={asking}
            danger
            title={text(`${unit.name}并入${heir?.name ?? ''}？`, `Merge ${unit.name} into ${heir?.name ?? ''}?`)}
            causes={text(
              '合并不能撤销。每件在办案件都会记入合并依据。',
              'It cannot be undone, and is recorded in every case.',
            )}
            action={text('合并', 'Merge')}
            busy={merge.isPending}
            onCancel={() => setAsking(false)}
            onConfirm={() => into !== undefined && merge.mutate({ from: unit.id, into, reason })}
          />
        </form>
      )}
    </Drawer>
  )
}
