import { useMutation } from '@tanstack/react-query'
import { App, Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { Confirm } from '../../components/Confirm.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Findings } from './Findings.tsx'
import { PeriodEditor } from './PeriodEditor.tsx'
import { Preview } from './Preview.tsx'
import { sourceOf, usePlan } from './usePlan.ts'
import { YearGrid } from './YearGrid.tsx'

export type Published = { year: number; settled: number; failed: number; pending: number }

/** Prepares and publishes a year: paste or type, check, see what moves, confirm. */
export function Publish({
  firstYear,
  onPublished,
  onCancel,
}: {
  firstYear: number
  onPublished: (result: Published) => void
  onCancel: () => void
}) {
  const t = useText()
  const { message } = App.useApp()
  const plan = usePlan(firstYear)
  const [seen, setSeen] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const publish = useMutation(
    trpc.calendar.publish.mutationOptions({
      onSuccess: ({ settled, failed, pending }) => {
        plan.forget()
        void queryClient.invalidateQueries()
        onPublished({ year: plan.year, settled, failed, pending })
      },
      onSettled: () => setAsking(false),
    }),
  )
  const content = JSON.stringify([plan.year, plan.days])
  const errors = plan.findings.filter(({ level }) => level === 'error').length
  const ready = errors === 0 && plan.source.trim().length >= 2

  const read = () => {
    const found = plan.read(plan.pasted)
    if (found > 0)
      message.success(t(text(`已识别${found}个节日，请逐行核对`, `${found} holidays found; check each row`)))
    else
      message.warning(
        t(
          text(
            '没有识别出放假安排，请粘贴通知正文，或在下面逐行填写',
            'No holidays found in the text; paste the announcement itself, or type them below',
          ),
        ),
      )
  }

  return (
    <div className="publish">
      <section className="panel" aria-labelledby="publish-paste">
        <h2 id="publish-paste">{t(text('一、粘贴通知正文', '1. Paste the announcement'))}</h2>
        <p className="field-hint">
          {t(
            text(
              '从中国政府网复制国务院办公厅通知的正文，系统识别每个节日的放假和调休；也可以直接在第二步填写。',
              'Copy the State Council’s announcement; holidays and make-up days are read from it. Or type them in step 2.',
            ),
          )}
        </p>
        <Input.TextArea
          aria-labelledby="publish-paste"
          value={plan.pasted}
          autoSize={{ minRows: 4, maxRows: 12 }}
          placeholder="一、元旦：1月1日（周五）至3日（周日）放假，共3天。……"
          onChange={(event) => plan.put({ pasted: event.target.value })}
        />
        <Button onClick={read} disabled={!plan.pasted.trim()} className="publish-read">
          {t(text('识别放假安排', 'Read the holidays'))}
        </Button>
      </section>

      <section className="panel" aria-labelledby="publish-days">
        <h2 id="publish-days">{t(text('二、核对放假与调休', '2. Check the days'))}</h2>
        <div className="publish-head">
          <label>
            {t(text('年份', 'Year'))}
            <InputNumber<number>
              value={plan.year}
              min={2020}
              max={2099}
              onChange={(year) =>
                year && plan.put({ year, source: plan.source === sourceOf(plan.year) ? sourceOf(year) : plan.source })
              }
            />
          </label>
          <label className="publish-source">
            {t(text('依据', 'Source'))}
            <Input value={plan.source} maxLength={120} onChange={(event) => plan.put({ source: event.target.value })} />
          </label>
        </div>
        <PeriodEditor
          year={plan.year}
          periods={plan.periods}
          findings={plan.findings}
          onChange={(periods) => plan.put({ periods })}
        />
        <Findings plan={plan} />
      </section>

      {plan.days.length > 0 && (
        <section className="panel" aria-labelledby="publish-grid">
          <h2 id="publish-grid">{t(text(`${plan.year}年月历预览`, `${plan.year} as a calendar`))}</h2>
          <YearGrid year={plan.year} days={plan.days} brief />
        </section>
      )}

      <section className="panel" aria-labelledby="publish-effect">
        <h2 id="publish-effect">{t(text('三、看清影响后公布', '3. See what moves, then publish'))}</h2>
        {seen === content ? (
          <Preview year={plan.year} days={plan.days} />
        ) : (
          <p className="field-hint">
            {t(
              text(
                '暂估的期限将按新日历核定，只延不缩，逐件留痕。',
                'Provisional due dates are settled by the new calendar: never shortened, each on record.',
              ),
            )}
          </p>
        )}
        {publish.error && <ErrorNote note={failureText(publish.error)} />}
        <div className="form-actions">
          {seen === content ? (
            <Button
              type="primary"
              size="large"
              disabled={!ready}
              loading={publish.isPending}
              onClick={() => setAsking(true)}
            >
              {t(text(`公布${plan.year}年日历`, `Publish ${plan.year}`))}
            </Button>
          ) : (
            <Button type="primary" size="large" disabled={!ready} onClick={() => setSeen(content)}>
              {t(text('预览将核定的期限', 'Preview the due dates'))}
            </Button>
          )}
          <Button size="large" onClick={onCancel}>
            {t(words.back)}
          </Button>
          {!ready && (
            <span className="field-hint">
              {t(
                errors > 0
                  ? text(`还有${errors}处错误需要改正`, `${errors} error(s) to correct`)
                  : text('请填写依据', 'Enter the source'),
              )}
            </span>
          )}
        </div>
      </section>

      <Confirm
        open={asking}
        title={text(`公布${plan.year}年工作日历？`, `Publish the calendar of ${plan.year}?`)}
        causes={text(
          `全年工作日${plan.workingDays}天。公布后立即用于计算期限，所有跨入${plan.year}年的暂估期限随即核定。`,
          `${plan.workingDays} working days. It is used from now on, and every provisional due date in ${plan.year} is settled.`,
        )}
        action={text('公布', 'Publish')}
        busy={publish.isPending}
        onConfirm={() => publish.mutate({ year: plan.year, source: plan.source.trim(), days: plan.days })}
        onCancel={() => setAsking(false)}
      />
    </div>
  )
}
