import type { InterventionPreview } from '../../../domain/intervention-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { Taken } from './Taken.tsx'

/** What an intervention would do: how many, which would be refused and why, and before and after of each. */
export function Foreseen({ preview }: { preview: InterventionPreview }) {
  const t = useText()
  const { items, possible, needsSecond, why } = preview
  const refused = items.length - possible
  return (
    <section aria-label={t(text('预览', 'Preview'))}>
      <ErrorNote
        tone={needsSecond || refused > 0 ? 'warning' : 'calm'}
        note={text(
          `共${items.length}件，可办${possible}件${refused > 0 ? `，${refused}件不能办` : ''}。${why ? `${why.zh}，须另一名系统管理员在一个工作日内确认。` : ''}`,
          `${items.length} in all, ${possible} possible${refused > 0 ? `, ${refused} not` : ''}.${why ? ` Another administrator must confirm within a working day: ${why.en}.` : ''}`,
        )}
      />
      <div className="intervention-scroll">
        <table className="intervention-items">
          <thead>
            <tr>
              <th>{t(text('案件', 'Case'))}</th>
              <th>{t(text('现在', 'Now'))}</th>
              <th>{t(text('之后', 'Then'))}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={`${item.caseId}/${item.taskId}`}>
                <td>
                  <strong>{item.number ?? item.caseId}</strong>
                  <small>{[item.unitName, item.step && t(item.step)].filter(Boolean).join('，')}</small>
                </td>
                <td>{t(item.before)}</td>
                <td>
                  {item.whyNot ? <em>{t(item.whyNot)}</em> : item.after && t(item.after)}
                  <Taken lines={item.taken} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
