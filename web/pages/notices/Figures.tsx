import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { text } from '../../../domain/text.ts'
import type { CasePage } from '../../../domain/views.ts'
import { Light } from '../../components/Light.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { figures, isChosen, refine, type Search } from './query.ts'

/** The county in five figures, each the way to the notices behind it; a second click shows all again. */
export function Figures({
  search,
  counts,
}: {
  search: Search
  counts: z.output<typeof CasePage>['counts'] | undefined
}) {
  const t = useText()
  return (
    <nav className="figures" aria-label={t(text('按状态查看', 'By state'))}>
      {figures.map(({ key, label, filter }) => {
        const chosen = isChosen(search, filter)
        return (
          <Link
            key={key}
            to={paths.notices}
            search={refine(search, chosen ? { state: undefined, light: undefined } : filter)}
            className={`figure figure-${key}${chosen ? ' figure-on' : ''}`}
            activeOptions={{ exact: true }}
            aria-current={chosen ? 'true' : undefined}
          >
            <span className="figure-number">{counts ? counts[key] : '–'}</span>
            <span className="figure-label">
              {filter.light && <Light light={filter.light} word={false} />}
              {t(label)}
            </span>
          </Link>
        )
      })}
    </nav>
  )
}
