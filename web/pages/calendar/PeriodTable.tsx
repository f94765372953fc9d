import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { words } from '../../words.ts'
import { datesBetween, type Period } from './periods.ts'

/** The holidays of a year as the announcement lists them. */
export function PeriodTable({ periods }: { periods: readonly Period[] }) {
  const t = useText()
  const times = useTimes()
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
              {from === to ? times.civil(from) : `${times.civil(from)} – ${times.civil(to)}`}
              <small>{t(text(`${datesBetween(from, to).length}天`, `${datesBetween(from, to).length} d`))}</small>
            </td>
            <td>{makeUp.length > 0 ? makeUp.map((date) => <span key={date}>{times.civil(date)}</span>) : <span className="faint">{t(words.none)}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
