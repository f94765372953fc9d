import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Limit } from '../../../domain/calendar.ts'
import { steps } from '../../../domain/processes/rectification.ts'
import { limitText } from '../../../domain/sentence.ts'
import { text } from '../../../domain/text.ts'
import { DueSum } from '../../components/DueSum.tsx'
import { Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'

/** When the unit would have to be done, were it to sign today; with its sum. */
export function DuePanel({ limit }: { limit: Limit | null }) {
  const t = useText()
  const times = useTimes()
  const { data, isError } = useQuery({
    ...trpc.notice.preview.queryOptions(
      { limit: limit ?? { unit: 'WD', value: 1 } },
      { placeholderData: keepPreviousData, staleTime: 30_000 },
    ),
    enabled: limit !== null,
  })
  const due = limit ? data?.due : undefined
  return (
    <section className="panel" aria-live="polite" aria-labelledby="due-panel">
      <h2 id="due-panel">{t(text('整改期限', 'Due date'))}</h2>
      {due ? (
        <>
          <p className="due-panel-date">
            {t(text('若今天签收，整改期限至', 'If signed for today, due '))}
            <strong>
              {times.full(due.dueAt)} {times.weekday(due.dueAt)} {times.clock(due.dueAt)}
            </strong>
          </p>
          <DueSum sum={due.sum} from={text('签收', 'Signed for')} />
        </>
      ) : limit === null ? (
        <p className="field-hint">
          {t(
            text(
              '填写符合规定的期限后，这里算出到期日。',
              'Enter a limit within the rules and the due date is reckoned here.',
            ),
          )}
        </p>
      ) : isError ? (
        <p className="field-hint">
          {t(
            text(
              '暂时算不出到期日，不影响提交；签收后由系统计算。',
              'It cannot be reckoned just now; you can submit all the same.',
            ),
          )}
        </p>
      ) : (
        <Loading rows={3} />
      )}
    </section>
  )
}

/** What submitting will set in motion, and who is next. */
export function NextPanel() {
  const t = useText()
  const { data } = useQuery(trpc.directory.rules.queryOptions(undefined, { staleTime: 300_000 }))
  const rules = data?.rules
  const within = (limit: Limit | undefined) =>
    limit ? text(`${limitText(limit).zh}内`, `within ${limitText(limit).en}`) : null
  const stages = [
    { title: text('创卫办主任审签', 'The office director signs'), limit: rules?.signOff, note: steps.signOff.causes },
    { title: text('责任单位签收', 'The unit signs for it'), limit: rules?.receipt, note: steps.receipt.causes },
    {
      title: text('整改并书面反馈', 'The unit rectifies and reports'),
      limit: undefined,
      note: text(
        '期限自签收之时起算；到期未反馈即为本轮未落实。',
        'The clock starts with the signature; no report by then fails the round.',
      ),
    },
    {
      title: text('两人现场核查', 'Two inspectors verify'),
      limit: rules?.verify,
      note: text('落实即销号，未落实进入下一次督办。', 'Done: closed. Not done: a further round.'),
    },
  ]
  return (
    <section className="panel" aria-labelledby="next-panel">
      <h2 id="next-panel">{t(text('提交之后', 'After you submit'))}</h2>
      <ol className="next-steps">
        {stages.map(({ title, limit, note }) => {
          const limited = within(limit)
          return (
            <li key={title.zh}>
              <p>
                <strong>{t(title)}</strong>
                {limited && <span>{t(limited)}</span>}
              </p>
              <p className="field-hint">{t(note)}</p>
            </li>
          )
        })}
      </ol>
      <p className="field-hint">{t(text('签收之前可以撤回。', 'It can be withdrawn until it is signed for.'))}</p>
    </section>
  )
}
