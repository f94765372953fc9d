import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import type { RerunReport, RunStanding } from '../../../domain/rerun.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { client } from '../../trpc.ts'

/** 重演核对: runs the case's history again with the present code, and says whether it comes to what is on record. */
export function Rerun({ caseId, kind }: { caseId: string; kind: string }) {
  const t = useText()
  const { data, error, isPending, mutate } = useMutation({ mutationFn: () => client.case.rerun.mutate({ caseId }) })
  return (
    <section className="rerun">
      <Button loading={isPending} onClick={() => mutate()}>
        {t(text('重演核对', 'Run again and compare'))}
      </Button>
      {error && <ErrorNote note={failureText(error)} />}
      {data && <Report report={data} kind={kind} />}
    </section>
  )
}

function Report({ report, kind }: { report: RerunReport; kind: string }) {
  const t = useText()
  const times = useTimes()
  const { rerun, recorded, ledger, differences, historyEvents } = report
  const agrees = differences.length === 0
  return (
    <div className="rerun-report">
      <ErrorNote
        tone={agrees ? 'calm' : 'error'}
        note={
          agrees
            ? text(
                '重演一致：按流程历史重新运行，与台账和留痕完全相符。',
                'It agrees: run again, it comes to exactly what is on record.',
              )
            : text(
                '重演不一致，请系统管理员和审计人员核查：',
                'It does not agree; the administrator and auditor must look:',
              )
        }
      >
        {!agrees && (
          <ul>
            {differences.map((difference) => (
              <li key={difference.zh}>{t(difference)}</li>
            ))}
          </ul>
        )}
      </ErrorNote>
      <table className="rerun-table">
        <thead>
          <tr>
            <th scope="col">{t(text('项目', 'What'))}</th>
            <th scope="col">{t(text('重演', 'Re-run'))}</th>
            <th scope="col">{t(text('台账', 'On record'))}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(kind).map(({ title, of }) => (
            <tr key={title.zh}>
              <th scope="row">{t(title)}</th>
              <td>{rerun ? t(of(rerun)) : '–'}</td>
              <td>{t(of(recorded))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="rerun-chain">
        {t(
          text(
            `流程历史${historyEvents}条；留痕${ledger.entries}条（事件${ledger.events}，退回${ledger.refusals}），链尾校验值`,
            `${historyEvents} history events; ${ledger.entries} entries on record (${ledger.events} events, ${ledger.refusals} refusals), ending in`,
          ),
        )}{' '}
        <code>{ledger.head.slice(0, 16)}</code> · {times.dayClock(report.at)}
      </p>
    </div>
  )
}

const plain = (value: string | number): Text => text(String(value), String(value))

const rowsOf = (kind: string): { title: Text; of: (standing: RunStanding) => Text }[] => [
  { title: text('阶段', 'Stage'), of: ({ stage }) => stageText(kind, stage) },
  { title: text('轮次', 'Round'), of: ({ round }) => plain(round) },
  {
    title: text('结果', 'Outcome'),
    of: ({ outcome }) => (outcome === null ? text('未办结', 'Open') : outcomeText(kind, outcome)),
  },
  { title: text('在办任务', 'Open tasks'), of: ({ openTasks }) => plain(openTasks.length) },
  { title: text('事件数', 'Events'), of: ({ events }) => plain(events) },
]
