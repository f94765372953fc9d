import { articleCoverage, articleKeys, articles, type CoverageView } from '../../../domain/assessment/coverage.ts'
import { newestSheet } from '../../../domain/assessment/sheets.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

const caption = text('国家标准条款', 'Articles of the national standard')

/** The articles of the national standard: which items serve each, and whether anybody has looked at it. */
export function Articles({ view: { rows } }: { view: CoverageView }) {
  const t = useText()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section className="year-scroll coverage" aria-label={t(caption)} tabIndex={0}>
      <h2>{t(caption)}</h2>
      <p>
        {t(
          text(
            '只列已逐字核对的条款；其余条款须先导入官方全文。',
            'Only articles whose wording was verified; the official text is to be imported for the others.',
          ),
        )}
      </p>
      <table className="year-figures">
        <caption className="unseen">{t(caption)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(text('条款', 'Article'))}</th>
            <th scope="col">{t(text('评分项目', 'Items'))}</th>
            <th scope="col">{t(text('覆盖', 'Covered'))}</th>
          </tr>
        </thead>
        <tbody>
          {articleKeys.map((article) => {
            const { items, cases } = articleCoverage(newestSheet, rows, article)
            return (
              <tr key={article}>
                <th scope="row">
                  {article} {t(articles[article])}
                </th>
                <td>
                  {items.map(({ code }) => code).join('、') || t(text('评分表没有对应项目', 'No item of the sheet'))}
                </td>
                <td>
                  {cases > 0 ? (
                    t(text(`${cases}件`, `${cases} cases`))
                  ) : (
                    <b className="coverage-gap">{t(text('没有人看过', 'Nobody'))}</b>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
