import type { FlowVersion } from '../../../domain/health.ts'
import { processOf } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

/** Which code and which rules the open flows are on: what to know before a new version is deployed. */
export function Versions({ versions, more }: { versions: readonly FlowVersion[]; more: boolean }) {
  const t = useText()
  if (versions.length === 0) return null
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
      <div className="health-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t(text('流程', 'Process'))}</th>
              <th scope="col">{t(text('代码', 'Code'))}</th>
              <th scope="col">{t(text('规则', 'Rules'))}</th>
              <th scope="col">{t(text('在办', 'Open'))}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ kind, build, running, rules, flows }) => (
              <tr key={`${kind} ${build} ${rules}`}>
                <td>{t(processOf(kind)?.title ?? text(kind, kind))}</td>
                <td>
                  <code>{build ?? t(text('未开始', 'not begun'))}</code>{' '}
                  {build !== null && !running && t(text('（旧版本）', '(an earlier one)'))}
                </td>
                <td>
                  <code>{rules ?? t(text('无', 'none'))}</code>
                </td>
                <td>{flows}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
