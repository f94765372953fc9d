import { dimensionKeys, dimensions, methods, vetoes } from '../../../domain/assessment/sheet.ts'
import { itemsOf, scoreSheets, type SheetVersion } from '../../../domain/assessment/sheets.ts'
import { pointsText } from '../../../domain/points.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

/** A score sheet as everybody may read it before they are scored by it. */
export function SheetItems({ version }: { version: SheetVersion }) {
  const t = useText()
  return (
    <details className="year-sheet">
      <summary>{t(scoreSheets[version].title)}</summary>
      {dimensionKeys.map((dimension) => (
        <section key={dimension}>
          <h3>
            {dimension} {t(dimensions[dimension].title)} {pointsText(dimensions[dimension].full)}
          </h3>
          <ul>
            {itemsOf(version)
              .filter((item) => item.dimension === dimension)
              .map((item) => (
                <li key={item.code}>
                  <b>
                    {item.code} {t(item.title)}
                  </b>{' '}
                  {pointsText(item.full)} {t(methods[item.method])}
                  {item.standard && ` ${t(text(`国家标准${item.standard}`, `National standard ${item.standard}`))}`}
                  <p>{t(item.rule)}</p>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <h3>{t(text('一票否决', 'Vetoes'))}</h3>
      <ul>
        {Object.entries(vetoes).map(([key, name]) => (
          <li key={key}>{t(name)}</li>
        ))}
      </ul>
    </details>
  )
}
