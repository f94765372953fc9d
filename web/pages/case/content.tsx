import { Link } from '@tanstack/react-router'
import { outcomeText, processOf, stageText } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import { FormValues } from '../../components/form/FormValues.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { formOf } from './reading.ts'
import type { CaseView } from './view.ts'

/** What a case of any kind is about, by the form it began with. A notice has its own sheet instead. */
export function Content({ view }: { view: CaseView }) {
  const t = useText()
  const process = processOf(view.kind)
  const schema = process && formOf(process.content)
  if (view.kind === 'rectification' || !process || !schema) return null
  return (
    <section className="panel content" aria-labelledby={`content-${view.caseId}`}>
      <h2 id={`content-${view.caseId}`}>{t(process.title)}</h2>
      <FormValues schema={schema} form={view.content} evidence={view.evidence} />
    </section>
  )
}

/** The case that gave rise to this one, and those to which it gave rise. */
export function Kin({ view }: { view: CaseView }) {
  const t = useText()
  if (view.kin.length === 0) return null
  return (
    <section className="panel kin" aria-labelledby="kin">
      <h2 id="kin">{t(text('关联事项', 'Related cases'))}</h2>
      <ul>
        {view.kin.map(({ caseId, kind, number, title, stage, outcome, relation }) => (
          <li key={caseId}>
            <small>{t(relation === 'parent' ? text('源自', 'From') : text('转入', 'Gave rise to'))}</small>{' '}
            <Link to={paths.case} params={{ caseId }}>
              {t(processOf(kind)?.title ?? text(kind, kind))} {number ?? caseId} {title}
            </Link>{' '}
            <span className="stage">{t(outcome === null ? stageText(kind, stage) : outcomeText(kind, outcome))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
