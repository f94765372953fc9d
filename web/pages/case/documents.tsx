import { documentsOf } from '../../../domain/document-list.ts'
import { mayHaveDocument } from '../../../domain/personal.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import './documents.css'
import type { CaseView } from './view.ts'

/** The documents of the case, the latest first: each to download as DOCX, or as a page to print. */
export function Documents({ view }: { view: CaseView }) {
  const t = useText()
  const times = useTimes()
  const me = useMe()
  const reader = { roles: me.roles, unitId: me.unit.id }
  const documents = documentsOf(view, view.tasks, view.ledger)
    .filter(({ kind }) => mayHaveDocument(kind, reader, view.unit.id))
    .reverse()
  if (documents.length === 0) return null
  return (
    <section className="panel documents" aria-labelledby={`documents-${view.caseId}`}>
      <div className="panel-head">
        <h2 id={`documents-${view.caseId}`}>{t(text('文书', 'Documents'))}</h2>
        <p>{t(text('A4 版式，印章处留空，打印后加盖。', 'Laid out for A4, with room for the seal.'))}</p>
      </div>
      <ul>
        {documents.map(({ key, title, number, at }) => {
          const href = `/api/cases/${encodeURIComponent(view.caseId)}/documents/${key}.docx`
          const name = t(title)
          return (
            <li key={key}>
              <span className="documents-what">
                {name}
                {number !== null && <small>{number}</small>}
              </span>
              <time dateTime={at}>{times.full(at)}</time>
              <span className="documents-links">
                <a href={href} aria-label={t(text(`下载${name}`, `Download ${name}`))}>
                  {t(text('下载', 'Download'))}
                </a>
                <a
                  href={`${href}?format=html`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t(text(`打印${name}（新窗口）`, `Print ${name} (new window)`))}
                >
                  {t(text('打印', 'Print'))}
                </a>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
