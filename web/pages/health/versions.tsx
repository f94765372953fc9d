import { Link } from '@tanstack/react-router'
import type { FlowVersion, LastReplay } from '../../../domain/health.ts'
import { processOf } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMe } from '../../session.tsx'
import { entriesOf } from '../../shell/entries.tsx'
import { useTimes } from '../../times.ts'

/** Where the cases of a kind are listed. */
const lists = {
  rectification: paths.notices,
  problem: paths.problems,
  complaint: paths.complaints,
  patrol: paths.patrols,
  referral: paths.referrals,
  letter: paths.year,
  deposit: paths.year,
  assessment: paths.year,
  unitAssessment: paths.year,
  settlement: paths.year,
} as const

/** Which code and which rules the open flows are on: what to know before a new version is deployed. */
export function Versions({
  versions,
  replay,
  more,
}: {
  versions: readonly FlowVersion[]
  replay: LastReplay | null
  more: boolean
}) {
  const t = useText()
  if (versions.length === 0 && replay === null) return null
  const kinds = [...new Set(versions.map(({ kind }) => kind))]
  const rowsOf = (kind: string) => versions.filter((one) => one.kind === kind)
  return (
    <section className="health-versions" aria-labelledby="health-versions">
      <h2 id="health-versions">{t(text('在办流程的版本', 'Versions of open flows'))}</h2>
      <p className="health-meaning">
        {t(
          text(
            '代码在下一步办理时换成正在运行的版本；规则随案，立案后不变。部署新代码前先运行 chuangwei replay。',
            'A flow takes up the running code at its next step; its rules stay as they were when it was launched. Run chuangwei replay before deploying.',
          ),
        )}
        {more && t(text('只统计最近有变化的 500 个。', ' Only the 500 that changed last are counted.'))}
      </p>
      <Replayed replay={replay} />
      <div className="health-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t(text('流程', 'Process'))}</th>
              <th scope="col">{t(text('在办', 'Open'))}</th>
              <th scope="col">{t(text('代码', 'Code'))}</th>
              <th scope="col">{t(text('规则', 'Rules'))}</th>
            </tr>
          </thead>
          {kinds.map((kind) => (
            <Kind key={kind} kind={kind} rows={rowsOf(kind)} />
          ))}
        </table>
      </div>
    </section>
  )
}

function Kind({ kind, rows }: { kind: string; rows: FlowVersion[] }) {
  const t = useText()
  const me = useMe()
  const title = t(processOf(kind)?.title ?? text(kind, kind))
  const list = kind in lists ? lists[kind as keyof typeof lists] : undefined
  const isOpen = list !== undefined && entriesOf(me).some(({ to }) => to === list)
  const total = rows.reduce((sum, { flows }) => sum + flows, 0)
  return (
    <tbody>
      {rows.map(({ build, running, rules, counting, sheet, flows }, at) => (
        <tr key={`${build} ${rules} ${sheet}`}>
          {at === 0 && (
            <th scope="rowgroup" rowSpan={rows.length}>
              {isOpen ? <Link to={list}>{title}</Link> : title} {total}
            </th>
          )}
          <td>{flows}</td>
          <td>
            <code>{build ?? t(text('未开始', 'not begun'))}</code>{' '}
            {build !== null && !running && t(text('（旧版本）', '(an earlier one)'))}
          </td>
          <td>
            {counting && <span>{t(countingWords(counting))} </span>}
            {sheet !== null && <span>{t(text(`评分表 ${sheet} `, `score sheet ${sheet} `))}</span>}
            <code>{rules ?? (counting || sheet !== null ? '' : t(text('无', 'none')))}</code>
          </td>
        </tr>
      ))}
    </tbody>
  )
}

const countingWords = ({ threshold, per }: NonNullable<FlowVersion['counting']>): Text =>
  per === 'CASE'
    ? text(`${threshold}次未落实触发，按事项累计`, `${threshold} failures of a case`)
    : text(`${threshold}次未落实触发，按单位全年累计`, `${threshold} failures of a unit in a year`)

/** What the last check before a deployment came to. */
function Replayed({ replay }: { replay: LastReplay | null }) {
  const times = useTimes()
  if (replay === null)
    return <ErrorNote tone="calm" note={text('还没有做过部署前检查。', 'No check before a deployment was made yet.')} />
  const { at, flows, broken } = replay
  const when = times.fullClock(at)
  if (broken.length === 0)
    return (
      <ErrorNote
        tone="calm"
        note={text(
          `最近一次部署前检查（${when}）：${flows}个在办流程都能用那份代码继续。`,
          `The last check before a deployment (${when}): all ${flows} open flows would go on with that code.`,
        )}
      />
    )
  return (
    <ErrorNote
      note={text(
        `最近一次部署前检查（${when}）：${flows}个在办流程中有${broken.length}个不能用那份代码继续，请勿部署。`,
        `The last check before a deployment (${when}): ${broken.length} of ${flows} open flows would stop with that code. Do not deploy it.`,
      )}
    >
      <ul>
        {broken.map(({ workflowId, number, why }) => (
          <li key={workflowId}>
            {number ?? workflowId}：{why}
          </li>
        ))}
      </ul>
    </ErrorNote>
  )
}
