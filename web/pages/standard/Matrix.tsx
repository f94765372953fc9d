import {
  type CoverageRow,
  type CoverageSource,
  coverageSources,
  type CoverageView,
  sourceKeys,
  unseenUnits,
} from '../../../domain/assessment/coverage.ts'
import { dimensions } from '../../../domain/assessment/sheet.ts'
import { itemOf, newestSheet } from '../../../domain/assessment/sheets.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

type Cell = { item: string; source: CoverageSource }
const caption = text('各评分项目由什么覆盖', 'By what each item is covered')

/** Items by sources: how many cases cover each; a figure shows its cases. Then in how many units, and in which not. */
export function Matrix({
  view: { units },
  rows,
  chosen,
  onChoose,
}: {
  view: CoverageView
  rows: readonly CoverageRow[]
  chosen: Cell | null
  onChoose: (cell: Cell) => void
}) {
  const t = useText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className="year-scroll coverage" aria-label={t(caption)} tabIndex={0}>
      <table className="year-figures">
        <caption className="unseen">{t(caption)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(text('评分项目', 'Item'))}</th>
            {sourceKeys.map((source) => (
              <th key={source} scope="col">
                {t(coverageSources[source])}
              </th>
            ))}
            <th scope="col">{t(text('看过的单位', 'Units'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const item = itemOf(newestSheet, row.item)
            return (
              <tr key={row.item}>
                <th scope="row">
                  {row.item} {item && t(item.title)}
                  <small>
                    {item && t(dimensions[item.dimension].title)}
                    {item?.standard && ` ${t(text(`国家标准${item.standard}`, `Article ${item.standard}`))}`}
                  </small>
                </th>
                {sourceKeys.map((source) => (
                  <td key={source}>
                    {row.counts[source] === 0 ? (
                      <span className="coverage-none">0</span>
                    ) : (
                      <button
                        type="button"
                        className="coverage-figure"
                        aria-pressed={chosen?.item === row.item && chosen.source === source}
                        aria-label={t(
                          text(
                            `${row.item} ${coverageSources[source].zh}${row.counts[source]}件，查看`,
                            `${row.item} ${coverageSources[source].en}: ${row.counts[source]}, show`,
                          ),
                        )}
                        onClick={() => onChoose({ item: row.item, source })}
                      >
                        {row.counts[source]}
                      </button>
                    )}
                  </td>
                ))}
                <td className="coverage-units">
                  <Units row={row} units={units} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Units({ row, units }: { row: CoverageRow; units: CoverageView['units'] }) {
  const t = useText()
  const unseen = unseenUnits(row, units)
  const asked = units.length - units.filter(({ id }) => row.left.includes(id)).length
  if (asked === 0) return t(text('不涉及', 'Does not apply'))
  if (unseen.length === 0) return t(text(`${asked}个全部看过`, `All ${asked}`))
  if (row.seen.length === 0) return <b className="coverage-gap">{t(text('没有人看过', 'Nobody'))}</b>
  return (
    <details>
      <summary>
        {t(text(`${asked - unseen.length} / ${asked}`, `${asked - unseen.length} of ${asked}`))}{' '}
        <b className="coverage-gap">{t(text(`${unseen.length}个没有看到`, `${unseen.length} missing`))}</b>
      </summary>
      {unseen.map(({ name }) => name).join('、')}
    </details>
  )
}
