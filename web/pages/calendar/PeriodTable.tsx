import { useMemo } from 'react'
import { text } from '../../../domain/text.ts'
import { useLanguage, useText } from '../../language.tsx'
import { words } from '../../words.ts'
import { datesBetween, type Period } from './periods.ts'

/** Returns how a date reads where the year is known: 2月15日 周日. */
function useDayName(): (date: string) => string {
  const { language } = useLanguage()
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: 'UTC',
      month: language === 'zh' ? 'long' : 'short',
      day: 'numeric',
    })
    const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: 'UTC',
      weekday: 'short',
    })
    return (date) => `${format.format(Date.parse(date))} ${weekday.format(Date.parse(date))}`
  }, [language])
}

/** The holidays of a year as the announcement lists them. */
export function PeriodTable({ periods }: { periods: readonly Period[] }) {
  const t = useText()
  const dayName = useDayName()
  return (
    <table className="periods">
      <thead>
        <tr>
          <th scope="col">{t(text('节日', 'Holiday'))}</th>
          <th scope="col">{t(text('放假', 'Days off'))}</th>
          <th scope="col">{t(text('调休上班', 'Make-up days'))}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map(({ name, from, to, makeUp }) => (
          <tr key={`${name}${from}`}>
            <th scope="row">{name}</th>
            <td>
              {from === to ? dayName(from) : `${dayName(from)} – ${dayName(to)}`}
              <small>{t(text(`${datesBetween(from, to).length}天`, `${datesBetween(from, to).length} d`))}</small>
            </td>
            <td>
              {makeUp.length > 0 ? (
                makeUp.map((date) => <span key={date}>{dayName(date)}</span>)
              ) : (
                <span className="faint">{t(words.none)}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
