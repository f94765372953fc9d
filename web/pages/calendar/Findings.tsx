import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import type { Plan } from './usePlan.ts'

/** What the checks say of a year as a whole; what belongs to one row stands at that row. */
export function Findings({ plan }: { plan: Plan }) {
  const t = useText()
  const { findings, workingDays, expected, year, periods } = plan
  if (periods.length === 0) return null
  const general = findings.filter(({ row }) => row === null)
  return (
    <div className="findings" aria-live="polite">
      <p className="findings-total">
        {t(text(`${year}年工作日合计 `, `Working days in ${year}: `))}
        <strong>{workingDays}</strong>
        {t(text(` 天，按13天法定节假日应为 ${expected} 天`, `, with 13 statutory days ${expected} are expected`))}
      </p>
      {general.map((finding) => (
        <ErrorNote key={finding.text.zh} note={finding.text} tone={finding.level === 'error' ? 'error' : 'warning'} />
      ))}
      {findings.length === 0 && (
        <ErrorNote
          tone="calm"
          note={text(
            '核对通过：法定节日齐全，调休日均为周末，工作日合计相符。',
            'Checked: every festival is there, every make-up day is a weekend day, and the total agrees.',
          )}
        />
      )}
    </div>
  )
}
