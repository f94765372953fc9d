import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Near } from '../../../domain/near.ts'
import { stageText } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'

/** Problems of the same kind near by: one tap says that it is one of them, another that it is not. */
export function NearOnes({
  near,
  busy,
  onMerge,
  onNew,
}: {
  near: readonly Near[]
  busy: boolean
  onMerge: (into: string) => void
  onNew: () => void
}) {
  const t = useText()
  const times = useTimes()
  const can = useCan()
  return (
    <section className="panel report-near" aria-labelledby="near">
      <h2 id="near">{t(text('附近已有同类问题，是同一件吗？', 'There is one near by. Is it the same?'))}</h2>
      <ul>
        {near.map((one) => (
          <li key={one.caseId}>
            <p>
              <b>{one.title}</b>
              <small>
                {one.metres !== null && t(text(`相距${one.metres}米，`, `${one.metres} m, `))}
                {times.dayClock(one.reportedAt)} {t(stageText('problem', one.stage))}
              </small>
            </p>
            <Button type="primary" disabled={busy} onClick={() => onMerge(one.caseId)}>
              {t(one.closed ? text('是，又反弹了', 'Yes: it is back') : text('是同一件，并入', 'The same: merge'))}
            </Button>
            {can('case.read') && (
              <Link to={paths.case} params={{ caseId: one.caseId }}>
                {one.caseId}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <Button size="large" block disabled={busy} onClick={onNew}>
        {t(text('都不是，作为新问题上报', 'None of them: report a new one'))}
      </Button>
    </section>
  )
}
