import { useMutation } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { PatrolPlan } from '../../../domain/patrol-forms.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'

const fresh: FormDraft = { frequency: 'WORKDAY', at: '08:30', limit: { unit: 'H', value: 8 }, sample: 0, points: [{}] }

/** Makes a plan, or changes one: its schedule follows at once. */
export function PlanForm({
  planId,
  plan,
  onClose,
}: {
  planId: string | null
  plan: PatrolPlan | null
  onClose: () => void
}) {
  const t = useText()
  const [draft, setDraft] = useState<FormDraft>(plan ?? fresh)
  const { mutate, isPending, error, reset } = useMutation(
    trpc.patrol.save.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.patrol.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Modal
      open
      title={t(plan ? text('修改巡查计划', 'Change the plan') : text('新建巡查计划', 'New plan'))}
      onCancel={onClose}
      footer={null}
      width={760}
    >
      <ZodForm
        schema={PatrolPlan}
        value={draft}
        onChange={(next) => {
          if (error) reset()
          setDraft(next)
        }}
        errors={error ? (refusalOf(error)?.fields ?? []) : []}
        busy={isPending}
        submitLabel={words.save}
        onSubmit={(form) => mutate({ planId, plan: form })}
      >
        {error && <ErrorNote note={failureText(error)} />}
      </ZodForm>
    </Modal>
  )
}
