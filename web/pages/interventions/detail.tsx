import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import type { InterventionItem, InterventionView } from '../../../domain/intervention-views.ts'
import { interventionOf, interventionStates, itemStates, type SteeringKind } from '../../../domain/interventions.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Taken } from './Taken.tsx'
import './interventions.css'

const EVERY = 1_500

const steerings: Record<SteeringKind, { label: Text; primary?: boolean; danger?: boolean }> = {
  confirm: { label: text('确认执行', 'Confirm'), primary: true },
  decline: { label: text('不同意', 'Decline') },
  suspend: { label: text('暂停执行', 'Suspend') },
  resume: { label: text('继续执行', 'Go on'), primary: true },
  cancel: { label: text('取消其余', 'Cancel the rest'), danger: true },
  retryFailed: { label: text('重试失败的', 'Retry what failed'), primary: true },
}

/** One intervention: who asked and confirmed it, how far it is, and what became of each case. */
export function InterventionPage() {
  const { id } = useParams({ from: `/staff${paths.intervention}` })
  const { data, error, refetch } = useQuery(
    trpc.intervention.get.queryOptions({ id }, { refetchInterval: EVERY, staleTime: 0 }),
  )
  return (
    <Page
      title={data ? interventionOf(data.act).title : words.interventions}
      crumbs={[{ label: words.interventions, link: { to: paths.interventions } }]}
      actions={data && <Steering view={data} />}
      wide
    >
      {data ? <Detail view={data} /> : error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Steering({ view }: { view: InterventionView }) {
  const t = useText()
  const { language } = useLanguage()
  const steer = useMutation(
    trpc.intervention.steer.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.intervention.pathKey() }),
    }),
  )
  return (
    <>
      {steer.error && <ErrorNote note={failureText(steer.error)} />}
      <Button icon={<DownloadOutlined />} href={`/api/interventions/${view.id}/export.xlsx?language=${language}`}>
        {t(text('导出结果', 'Export'))}
      </Button>
      {view.can.map((kind) => {
        const { label, primary, danger } = steerings[kind]
        return (
          <Button
            key={kind}
            type={primary ? 'primary' : 'default'}
            danger={danger ?? false}
            loading={steer.isPending && steer.variables.kind === kind}
            disabled={steer.isPending}
            onClick={() => steer.mutate({ id: view.id, commandId: newId(), kind, note: '' })}
          >
            {t(label)}
          </Button>
        )
      })}
    </>
  )
}

function Detail({ view }: { view: InterventionView }) {
  const t = useText()
  const times = useTimes()
  const { counts } = view
  const over = counts.all - counts.waiting
  return (
    <>
      <section className="panel intervention-facts" aria-label={t(text('情况', 'Facts'))}>
        <dl>
          <dt>{t(text('状态', 'State'))}</dt>
          <dd>{t(interventionStates[view.state])}</dd>
          <dt>{t(text('提出', 'Asked by'))}</dt>
          <dd>
            {view.by} · <time dateTime={view.at}>{times.fullClock(view.at)}</time>
          </dd>
          <dt>{t(text('理由', 'Reason'))}</dt>
          <dd>{view.reason}</dd>
          {view.expiresAt && (
            <>
              <dt>{t(text('确认', 'Confirmed by'))}</dt>
              <dd>
                {view.second ??
                  t(
                    text(
                      `须另一名系统管理员在${times.fullClock(view.expiresAt)}前确认`,
                      `Another administrator, by ${times.fullClock(view.expiresAt)}`,
                    ),
                  )}
              </dd>
            </>
          )}
          {view.note && (
            <>
              <dt>{t(text('说明', 'Note'))}</dt>
              <dd>{view.note}</dd>
            </>
          )}
        </dl>
        <Progress
          percent={Math.round((over / Math.max(1, counts.all)) * 100)}
          format={() => `${over}/${counts.all}`}
          aria-label={t(text('进度', 'Progress'))}
        />
      </section>
      <div className="intervention-scroll">
        <table className="intervention-items">
          <thead>
            <tr>
              <th>{t(text('案件', 'Case'))}</th>
              <th>{t(text('之前', 'Before'))}</th>
              <th>{t(text('之后', 'After'))}</th>
              <th>{t(text('结果', 'Result'))}</th>
            </tr>
          </thead>
          <tbody>
            {view.items.map((item) => (
              <Item key={item.no} item={item} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Item({ item }: { item: InterventionItem }) {
  const t = useText()
  return (
    <tr data-state={item.state}>
      <td>
        <strong>{item.number ?? item.caseId}</strong>
        <small>{[item.unitName, item.step && t(item.step)].filter(Boolean).join('，')}</small>
      </td>
      <td>{item.before && t(item.before)}</td>
      <td>
        {item.after && t(item.after)}
        <Taken lines={item.taken} />
      </td>
      <td>
        {t(itemStates[item.state])}
        {item.said && <em>{t(item.said)}</em>}
      </td>
    </tr>
  )
}
