import { Button } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { type Text, text } from '../../../domain/text.ts'
import { TextView } from '../../../domain/views.ts'
import { fieldsOf } from '../../components/form/schema.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { formOf } from './reading.ts'
import type { CaseView } from './view.ts'

const AT_FIRST = 8

const Refused = z.object({
  taskId: z.string().nullable(),
  refusal: z.object({
    fields: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), text: TextView })).catch([]),
  }),
})

const mark = (entry: CaseView['ledger'][number], count: number | undefined): Text | null =>
  entry.kind === 'REFUSAL'
    ? text(`第${count}次退回`, `Refused, no. ${count}`)
    : entry.kind === 'VOID'
      ? text('作废', 'Void')
      : null

/** Which fields of a form were the reason of a refusal, by their labels; older entries may not tell. */
function reasons(entry: CaseView['ledger'][number], view: CaseView): Text[] {
  const data = Refused.safeParse(entry.data).data
  const form = view.tasks.find((task) => task.taskId === data?.taskId)?.form
  const schema = form === undefined ? null : formOf(form)
  if (!data || !schema) return []
  return data.refusal.fields.map(({ path, text: what }) => {
    const label = fieldsOf(schema).find(({ name }) => name === path[0])?.label
    return label ? text(`${label.zh}：${what.zh}`, `${label.en}: ${what.en}`) : what
  })
}

/** How often the same task had been refused, this time included, by the entry's number. */
function refusalCounts(entries: CaseView['ledger']): Map<number, number> {
  const byTask = new Map<string, number>()
  const counts = new Map<number, number>()
  for (const entry of entries.filter(({ kind }) => kind === 'REFUSAL')) {
    const taskId = Refused.safeParse(entry.data).data?.taskId ?? ''
    byTask.set(taskId, (byTask.get(taskId) ?? 0) + 1)
    counts.set(entry.seq, byTask.get(taskId) ?? 1)
  }
  return counts
}

/**
 * Every act and every refused act, the latest first, each with the beginning of its hash. `whole` gives all of them
 * from the first.
 */
export function Ledger({ view, whole = false }: { view: CaseView; whole?: boolean }) {
  const t = useText()
  const times = useTimes()
  const [all, setAll] = useState(false)
  const counts = refusalCounts(view.ledger)
  const latest = [...view.ledger].sort((a, b) => (whole ? a.seq - b.seq : b.seq - a.seq))
  return (
    <section className="panel ledger" aria-labelledby={`ledger-${view.caseId}`}>
      <div className="panel-head">
        <h2 id={`ledger-${view.caseId}`}>{t(text('留痕', 'Record'))}</h2>
        <p>
          {t(
            text(
              '每一次办理和退回都按顺序留存，前后校验，不能改动。',
              'Every act and refusal in order, chained by hash; nothing can be changed.',
            ),
          )}
        </p>
      </div>
      <ol className="ledger-list">
        {(whole || all ? latest : latest.slice(0, AT_FIRST)).map((entry) => {
          const kind = mark(entry, counts.get(entry.seq))
          return (
            <li key={entry.seq} className={`ledger-${entry.kind.toLowerCase()}`}>
              <span className="ledger-no">{entry.seq}</span>
              <span className="ledger-what">
                {kind && <em>{t(kind)}</em>}
                {t(entry.summary)}
                {entry.kind === 'REFUSAL' &&
                  reasons(entry, view).map((reason) => <small key={reason.zh}>{t(reason)}</small>)}
              </span>
              <span className="ledger-meta">
                {entry.who ?? t(text('系统', 'System'))} · <time dateTime={entry.at}>{times.dayClock(entry.at)}</time> ·{' '}
                <code title={entry.hash}>{entry.hash.slice(0, 8)}</code>
              </span>
            </li>
          )
        })}
      </ol>
      {!whole && latest.length > AT_FIRST && (
        <Button type="link" onClick={() => setAll(!all)}>
          {all ? t(text('收起', 'Show fewer')) : t(text(`显示全部 ${latest.length} 条`, `Show all ${latest.length}`))}
        </Button>
      )}
    </section>
  )
}
