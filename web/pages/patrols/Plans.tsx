import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { frequencies } from '../../../domain/patrol-forms.ts'
import type { PlanView } from '../../../domain/patrol-views.ts'
import { limitText } from '../../../domain/sentence.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { PlanForm } from './PlanForm.tsx'

const reread = { onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.patrol.pathKey() }) }

/** The plans with when each is next; whoever plans makes, changes, pauses and ends them. */
export function Plans() {
  const t = useText()
  const can = useCan()
  const { data, error, refetch } = useQuery(trpc.patrol.plans.queryOptions())
  const [edited, setEdited] = useState<PlanView | 'new' | null>(null)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  return (
    <>
      {can('patrol.plan') && (
        <Button type="primary" onClick={() => setEdited('new')} className="patrol-new">
          {t(text('新建巡查计划', 'New plan'))}
        </Button>
      )}
      {data.length === 0 && (
        <Empty
          title={text('还没有巡查计划', 'No plans yet')}
          hint={text('按路线定点位、频次和巡查人，到时自动派出。', 'Name points, times and a patroller.')}
        />
      )}
      <ul className="cards patrol-plans">
        {data.map((view) => (
          <Plan key={view.planId} view={view} onEdit={() => setEdited(view)} />
        ))}
      </ul>
      {edited && (
        <PlanForm
          planId={edited === 'new' ? null : edited.planId}
          plan={edited === 'new' ? null : edited.plan}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

function Plan({ view, onEdit }: { view: PlanView; onEdit: () => void }) {
  const t = useText()
  const times = useTimes()
  const can = useCan()
  const { planId, plan, paused, assignee, unitName, nextRuns } = view
  const [pausing, setPausing] = useState(false)
  const resume = useMutation(trpc.patrol.resume.mutationOptions(reread))
  const start = useMutation(trpc.patrol.start.mutationOptions(reread))
  const end = useMutation(trpc.patrol.end.mutationOptions(reread))
  const failed = resume.error ?? start.error ?? end.error
  return (
    <li className="card">
      <b>{plan.title}</b>
      <p className="card-facts">
        {planId} {assignee} {unitName}
      </p>
      <p className="card-facts">
        {t(frequencies[plan.frequency])} {plan.at} {t(text('限', 'within '))}
        {t(limitText(plan.limit))}{' '}
        {t(
          plan.sample === 0 || plan.sample >= plan.points.length
            ? text(`全部${plan.points.length}个点位`, `all ${plan.points.length} points`)
            : text(`${plan.points.length}个点位抽${plan.sample}个`, `${plan.sample} of ${plan.points.length} points`),
        )}
      </p>
      <p className="card-facts">
        {paused !== null
          ? t(text(`已暂停：${paused}`, `Paused: ${paused}`))
          : nextRuns === null
            ? t(text('流程引擎暂时连不上，不知道下次时间', 'The engine cannot be reached'))
            : `${t(text('下次', 'Next'))} ${nextRuns.map((at) => times.dayClock(at)).join(t(text('、', ', ')))}`}
      </p>
      {failed && <ErrorNote note={failureText(failed)} />}
      {start.isSuccess && <ErrorNote tone="calm" note={text('已派出一次巡查。', 'A patrol was sent out.')} />}
      {can('patrol.plan') && (
        <div className="patrol-acts">
          <Button onClick={onEdit}>{t(text('修改', 'Change'))}</Button>
          {paused === null ? (
            <>
              <Button onClick={() => setPausing(true)}>{t(text('暂停', 'Pause'))}</Button>
              <Button loading={start.isPending} onClick={() => start.mutate({ planId })}>
                {t(text('立即巡查一次', 'Patrol now'))}
              </Button>
            </>
          ) : (
            <Button loading={resume.isPending} onClick={() => resume.mutate({ planId })}>
              {t(text('恢复', 'Resume'))}
            </Button>
          )}
          <Popconfirm
            title={t(text('终止后不再派出，已有记录保留。', 'It ends; its records stay.'))}
            onConfirm={() => end.mutate({ planId })}
            okText={t(text('终止', 'End'))}
            cancelText={t(words.cancel)}
          >
            <Button danger>{t(text('终止', 'End'))}</Button>
          </Popconfirm>
        </div>
      )}
      {pausing && <Pause planId={planId} onClose={() => setPausing(false)} />}
    </li>
  )
}

function Pause({ planId, onClose }: { planId: string; onClose: () => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useMutation(
    trpc.patrol.pause.mutationOptions({
      onSuccess: () => {
        reread.onSuccess()
        onClose()
      },
    }),
  )
  return (
    <Modal
      open
      title={t(text('暂停巡查', 'Pause'))}
      okText={t(text('暂停', 'Pause'))}
      cancelText={t(words.cancel)}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: isPending }}
      onOk={() => mutate({ planId, reason })}
      onCancel={onClose}
    >
      <label htmlFor="pause-reason">{t(text('暂停原因', 'Why'))}</label>
      <Input id="pause-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      {error && <ErrorNote note={failureText(error)} />}
    </Modal>
  )
}
