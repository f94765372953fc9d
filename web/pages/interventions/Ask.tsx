import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import type { z } from 'zod'
import { interventionForms } from '../../../domain/intervention-forms.ts'
import { interventionReason } from '../../../domain/intervention-views.ts'
import { type InterventionAct, interventionActCodes, interventionOf } from '../../../domain/interventions.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import { Foreseen } from './Foreseen.tsx'
import './interventions.css'

export type Chosen = { caseId: string; taskId: string | null }

/** What somebody with these roles may ask for about what was chosen. */
const actsFor = (roles: readonly string[], chosen: readonly Chosen[]): InterventionAct[] =>
  interventionActCodes.filter((act) => {
    const { roles: may, of } = interventionOf(act)
    if (!may.some((role) => roles.includes(role))) return false
    // A point of a history is one case's own.
    if (act === 'reset' && new Set(chosen.map(({ caseId }) => caseId)).size !== 1) return false
    return of === 'CASE' || chosen.some(({ taskId }) => taskId !== null)
  })

/** Asks for an act on the cases chosen: which, with what and why; then what it would do to each; then it is asked. */
export function Ask({
  chosen,
  act: wanted,
  onClose,
}: {
  chosen: readonly Chosen[]
  act?: InterventionAct
  onClose: () => void
}) {
  const t = useText()
  const id = useId()
  const me = useMe()
  const acts = actsFor(me.roles, chosen)
  const [act, setAct] = useState<InterventionAct | undefined>(wanted ?? (acts.length === 1 ? acts[0] : undefined))
  return (
    <Drawer
      open
      size={760}
      title={t(text(`处置${chosen.length}项`, `Intervene in ${chosen.length}`))}
      onClose={onClose}
      mask={{ closable: false }}
    >
      <FieldRow id={`${id}-act`} spec={{ label: text('处置方式', 'Act'), required: true }} errors={[]}>
        <Select
          id={`${id}-act`}
          className="field-select"
          value={act}
          placeholder={t(text('请选择', 'Choose'))}
          options={acts.map((code) => ({ value: code, label: t(interventionOf(code).title) }))}
          onChange={(next: InterventionAct) => setAct(next)}
        />
      </FieldRow>
      {act && (
        <>
          <ErrorNote tone={interventionOf(act).dangerous ? 'warning' : 'calm'} note={interventionOf(act).causes} />
          <Asking key={act} act={act} chosen={chosen} onClose={onClose} />
        </>
      )}
    </Drawer>
  )
}

function Asking({ act, chosen, onClose }: { act: InterventionAct; chosen: readonly Chosen[]; onClose: () => void }) {
  const t = useText()
  const navigate = useNavigate()
  const targets = chosen.filter(({ taskId }) => interventionOf(act).of === 'CASE' || taskId !== null)
  const [draft, setDraft] = useState<FormDraft>({})
  const [point, setPoint] = useState<FormDraft>({ keepLater: true })
  const [asked, setAsked] = useState<{ form: unknown; reason: string } | null>(null)
  // Sent again after a lost answer, it is the same intervention.
  const [id] = useState(newId)
  const preview = useMutation(trpc.intervention.preview.mutationOptions())
  const ask = useMutation(
    trpc.intervention.ask.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.intervention.pathKey() })
        onClose()
        void navigate({ to: paths.intervention, params: { id } })
      },
    }),
  )
  const own: z.ZodObject = interventionForms[act]
  const isReset = act === 'reset'
  const schema = own.safeExtend({ reason: interventionReason })
  const foreseen = preview.data
  const change = (next: FormDraft) => {
    setDraft(next)
    preview.reset()
  }
  return (
    <>
      {isReset && chosen[0] && (
        <Point caseId={chosen[0].caseId} value={point} onChange={(next) => (setPoint(next), preview.reset())} />
      )}
      <ZodForm
        schema={schema}
        value={{ ...(isReset ? point : {}), ...draft }}
        omit={isReset ? Object.keys(own.shape) : []}
        onChange={change}
        errors={refusalOf(preview.error)?.fields ?? []}
        busy={preview.isPending}
        submitLabel={text('预览', 'Preview')}
        onSubmit={({ reason, ...form }) => {
          setAsked({ form, reason: String(reason) })
          preview.mutate({ act, form, targets })
        }}
      />
      {preview.error && <ErrorNote note={failureText(preview.error)} />}
      {foreseen && asked && (
        <>
          <Foreseen preview={foreseen} />
          {ask.error && <ErrorNote note={failureText(ask.error)} />}
          <div className="form-actions">
            <Button
              type="primary"
              size="large"
              danger={interventionOf(act).dangerous}
              disabled={foreseen.possible === 0}
              loading={ask.isPending}
              onClick={() => ask.mutate({ id, act, ...asked, targets })}
            >
              {t(
                foreseen.needsSecond
                  ? text('提交，待另一名系统管理员确认', 'Submit for another administrator to confirm')
                  : text(`执行（${foreseen.possible}件）`, `Carry out (${foreseen.possible})`),
              )}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

function Point({ caseId, value, onChange }: { caseId: string; value: FormDraft; onChange: (next: FormDraft) => void }) {
  const t = useText()
  const id = useId()
  const { data } = useQuery(trpc.intervention.points.queryOptions({ caseId }, { staleTime: 0 }))
  const chosen = data?.find(({ eventId }) => eventId === value['eventId'])
  const list = text('、', ', ')
  return (
    <>
      <FieldRow id={`${id}-point`} spec={{ label: text('退回到', 'Back to'), required: true }} errors={[]}>
        <Select
          id={`${id}-point`}
          className="field-select"
          value={chosen?.eventId}
          placeholder={t(text('请选择在哪一步之前', 'Choose before which step'))}
          notFoundContent={t(text('没有可退回的点', 'There is no point to go back to'))}
          options={(data ?? []).map(({ eventId, before, later }) => ({
            value: eventId,
            label: t(
              text(
                `“${before.zh}”之前（其后${later.length}次操作）`,
                `Before “${before.en}” (${later.length} acts after)`,
              ),
            ),
          }))}
          onChange={(eventId: number) =>
            onChange({ ...value, eventId, runId: data?.find((one) => one.eventId === eventId)?.runId })
          }
        />
      </FieldRow>
      {chosen && (
        <Radio.Group
          className="intervention-later"
          value={value['keepLater']}
          onChange={({ target }) => onChange({ ...value, keepLater: target.value as boolean })}
          options={[
            {
              value: true,
              label: t(
                text(
                  `其后的操作补办：${chosen.later.map((one) => one.zh).join(list.zh)}`,
                  'Apply the later acts again',
                ),
              ),
            },
            { value: false, label: t(text('其后的操作作废，由经办人重新办理', 'Give the later acts up')) },
          ]}
        />
      )}
    </>
  )
}
