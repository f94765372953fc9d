import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { DepositNotice } from '../../../domain/campaign-year-forms.ts'
import { DepositChange } from '../../../domain/deposit-forms.ts'
import { choice, line } from '../../../domain/fields.ts'
import { yuan } from '../../../domain/money.ts'
import { depositModes } from '../../../domain/processes/deposit.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { client, queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { CaseTable } from './CaseTable.tsx'
import { LaunchDialog } from './LaunchDialog.tsx'

/** The handbook's own words (§4.4): why nothing is collected unless somebody says by which law. */
const warning = text(
  '本功能涉及向公职人员个人收取款项。未见明确的法律、行政法规授权，请先登记制度依据、合法性审核意见和财政专户；不得从工资扣缴，不得向企业、个体工商户收取。',
  'Collecting money from officials has no clear basis in law or administrative regulation: enter the rule, the legal opinion and the treasury account first. Nothing may be taken from wages, or from enterprises.',
)

/** How deposits are kept and how they stand, unit by unit; what a year's account comes to. */
export function Deposits({ year }: { year: number }) {
  const t = useText()
  const can = useCan()
  const { data, error, refetch } = useQuery(
    trpc.deposit.standings.queryOptions({ year }, { enabled: can('deposit.read') }),
  )
  if (!can('deposit.read'))
    return <Empty title={text('保证金由创卫办资金管理员和财政局经办', 'Deposits are kept by finance')} />
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  const total = (key: 'paidFen' | 'heldFen' | 'refundedFen' | 'retainedFen' | 'rewardFen') =>
    data.units.reduce((sum, unit) => sum + unit[key], 0)
  return (
    <>
      <p className="year-mode">
        {t(text('保证金方式：', 'Deposits: '))}
        <b>{t(depositModes[data.mode])}</b>
        {data.mode === 'RECORD_ONLY' &&
          t(text('（默认：只作考核奖惩的记账标尺，不向任何人收钱）', ' (the default: a measure, nobody pays)'))}
        {data.mode === 'OFF' &&
          t(text('（已关闭：不记账、不收钱，不能发出缴存通知）', ' (closed: nothing is recorded or collected)'))}
        {t(
          text(
            '只对责任单位的主要负责人记账，不为企业、个体工商户和群众开户（《优化营商环境条例》第二十五条）。',
            ' Only heads of responsible units have one: never enterprises, traders or citizens.',
          ),
        )}
        {data.basis.rule && t(text(`（依据：${data.basis.rule}）`, ` (by ${data.basis.rule})`))}
      </p>
      <div className="year-tools">
        {can('deposit.open') && data.mode !== 'OFF' && (
          <LaunchDialog
            title={text('发出缴存通知', 'Ask for a deposit')}
            schema={DepositNotice}
            initial={{ year }}
            send={(commandId, notice) => client.deposit.open.mutate({ commandId, notice })}
          />
        )}
        {can('deposit.open') && data.units.some(({ heldFen }) => heldFen > 0) && (
          <LaunchDialog
            title={text('缴存人变动', 'Who paid has changed')}
            schema={DepositChange}
            initial={{ year, title: `${year}年度保证金缴存人变动` }}
            send={(commandId, change) => client.deposit.change.mutate({ commandId, change })}
          />
        )}
        {can('deposit.setMode') && <ModeDialog />}
      </div>
      {data.units.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        <section className="year-scroll" aria-label={t(text('保证金台账', 'Deposits'))} tabIndex={0}>
          <table className="year-figures">
            <caption className="unseen">{t(text('保证金台账', 'Deposits'))}</caption>
            <thead>
              <tr>
                <th scope="col">{t(words.unit)}</th>
                <th scope="col">{t(text('实缴', 'Paid'))}</th>
                <th scope="col">{t(text('在管', 'Held'))}</th>
                <th scope="col">{t(text('退还', 'Refunded'))}</th>
                <th scope="col">{t(text('不予退还', 'Retained'))}</th>
                <th scope="col">{t(text('对等奖励', 'Reward'))}</th>
              </tr>
            </thead>
            <tbody>
              {data.units.map((unit) => (
                <tr key={unit.unitId}>
                  <th scope="row">{unit.unitName}</th>
                  <td>{yuan(unit.paidFen)}</td>
                  <td>{yuan(unit.heldFen)}</td>
                  <td>{yuan(unit.refundedFen)}</td>
                  <td>{yuan(unit.retainedFen)}</td>
                  <td>{yuan(unit.rewardFen)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t(text('合计（元）', 'Total (yuan)'))}</th>
                <td>{yuan(total('paidFen'))}</td>
                <td>{yuan(total('heldFen'))}</td>
                <td>{yuan(total('refundedFen'))}</td>
                <td>{yuan(total('retainedFen'))}</td>
                <td>{yuan(total('rewardFen'))}</td>
              </tr>
            </tfoot>
          </table>
        </section>
      )}
      <CaseTable
        kind="deposit"
        year={year}
        empty={{
          title: text('还没有缴存通知', 'No deposit was asked for'),
          hint: text('发出通知后，缴存、入账、结算都记在这里。', 'Payments, bookings and settlements are kept here.'),
        }}
      />
      <CaseTable
        kind="depositChange"
        year={year}
        aside
        empty={{
          title: text('没有缴存人变动', 'Nobody who paid has changed'),
          hint: text('缴存人离任的，在这里退还或结转给继任者。', 'Refunded here, or carried over to the successor.'),
        }}
      />
    </>
  )
}

const ModeForm = z.object({
  mode: choice(text('保证金方式', 'How deposits are kept'), depositModes),
  rule: line(text('制度依据', 'Rule'), { min: 4, max: 500 })
    .optional()
    .meta({ label: text('制度依据', 'Rule'), widget: 'line', shownWhen: { field: 'mode', is: 'CASH' } }),
  legalOpinion: line(text('合法性审核意见', 'Legal opinion'), { min: 4, max: 500 })
    .optional()
    .meta({ label: text('合法性审核意见', 'Legal opinion'), widget: 'line', shownWhen: { field: 'mode', is: 'CASH' } }),
  treasuryAccount: line(text('财政专户', 'Treasury account'), { min: 4, max: 200 })
    .optional()
    .meta({ label: text('财政专户', 'Treasury account'), widget: 'line', shownWhen: { field: 'mode', is: 'CASH' } }),
})

function ModeDialog() {
  const t = useText()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<FormDraft>({})
  const { mutate, isPending, error } = useMutation(
    trpc.deposit.setMode.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        void message.success(t(text('已设置', 'Set')))
        void queryClient.invalidateQueries({ queryKey: trpc.deposit.pathKey() })
      },
    }),
  )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(text('设置方式', 'Change how'))}</Button>
      <Modal
        title={t(text('保证金方式', 'How deposits are kept'))}
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
      >
        <ErrorNote tone="warning" note={warning} />
        <ZodForm
          schema={ModeForm}
          value={draft}
          onChange={setDraft}
          errors={[]}
          busy={isPending}
          submitLabel={words.save}
          onSubmit={({ mode, rule = '', legalOpinion = '', treasuryAccount = '' }) =>
            mutate(mode === 'CASH' ? { mode, basis: { rule, legalOpinion, treasuryAccount } } : { mode })
          }
        >
          {error && <ErrorNote note={failureText(error)} />}
        </ZodForm>
      </Modal>
    </>
  )
}
