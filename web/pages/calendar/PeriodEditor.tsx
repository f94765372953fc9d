import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import type { Finding } from './check.ts'
import type { Period } from './periods.ts'

const emptyPeriod: Period = { name: '', from: '', to: '', makeUp: [] }

/** The holidays of a year for typing, one row each; what is wrong with a row stands beneath it. */
export function PeriodEditor({
  year,
  periods,
  findings,
  onChange,
}: {
  year: number
  periods: readonly Period[]
  findings: readonly Finding[]
  onChange: (periods: Period[]) => void
}) {
  const t = useText()
  const put = (row: number, change: Partial<Period>) =>
    onChange(periods.map((period, at) => (at === row ? { ...period, ...change } : period)))
  return (
    <div className="period-editor">
      {periods.map((period, row) => {
        const called = period.name || t(text(`第${row + 1}行`, `row ${row + 1}`))
        const wrong = findings.filter((finding) => finding.row === row)
        const dateField = (label: string, value: string, change: (date: string) => void) => (
          <Input
            type="date"
            className="period-date"
            aria-label={`${called} ${label}`}
            value={value}
            min={`${year - 1}-12-20`}
            max={`${year + 1}-01-10`}
            onChange={(event) => change(event.target.value)}
          />
        )
        return (
          <fieldset
            key={row}
            className={wrong.some(({ level }) => level === 'error') ? 'period period-wrong' : 'period'}
          >
            <legend className="unseen">{called}</legend>
            <Input
              className="period-name"
              value={period.name}
              maxLength={20}
              placeholder={t(text('节日名称', 'Name'))}
              aria-label={t(text(`第${row + 1}行节日名称`, `Name, row ${row + 1}`))}
              onChange={(event) => put(row, { name: event.target.value })}
            />
            <span className="period-part">
              <span className="period-label">{t(text('放假', 'Off'))}</span>
              {dateField(t(text('放假开始', 'first day off')), period.from, (from) =>
                put(row, { from, to: period.to || from }),
              )}
              <span>{t(text('至', 'to'))}</span>
              {dateField(t(text('放假结束', 'last day off')), period.to, (to) => put(row, { to }))}
            </span>
            <span className="period-part">
              <span className="period-label">{t(text('调休上班', 'Make-up'))}</span>
              {period.makeUp.map((date, index) => (
                <span key={index} className="period-makeup">
                  {dateField(t(text(`调休上班日${index + 1}`, `make-up day ${index + 1}`)), date, (next) =>
                    put(row, {
                      makeUp: next
                        ? period.makeUp.map((held, at) => (at === index ? next : held))
                        : period.makeUp.filter((_, at) => at !== index),
                    }),
                  )}
                </span>
              ))}
              <Button
                icon={<PlusOutlined />}
                size="small"
                onClick={() => put(row, { makeUp: [...period.makeUp, period.from || `${year}-01-01`] })}
              >
                {t(text('调休日', 'Day'))}
              </Button>
            </span>
            <Button
              className="period-delete"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t(text(`删除${called}`, `Delete ${called}`))}
              onClick={() => onChange(periods.filter((_, at) => at !== row))}
            />
            {wrong.length > 0 && (
              <ul className="period-findings">
                {wrong.map((finding) => (
                  <li key={finding.text.zh} className={`finding-${finding.level}`}>
                    {t(finding.text)}
                  </li>
                ))}
              </ul>
            )}
          </fieldset>
        )
      })}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...periods, emptyPeriod])}>
        {t(text('添加节日', 'Add a holiday'))}
      </Button>
    </div>
  )
}
