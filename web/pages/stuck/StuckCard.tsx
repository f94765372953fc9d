import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { stuckCauses } from '../../../domain/stuck-causes.ts'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { ActLinks } from './ActLinks.tsx'
import { StuckActs } from './acts.tsx'
import { CopyItem } from './CopyItem.tsx'
import { Resend } from './Resend.tsx'

/** One thing that does not move: what it is, since when, whom it affects, and what helps. Of the case only its number. */
export function StuckCard({
  item,
  heading,
  selected,
  onSelect,
}: {
  item: StuckItem
  /** In place of the case's number, where the case is known. */
  heading?: Text
  selected?: boolean
  /** Absent where nothing can be selected: what is cured. */
  onSelect?: (selected: boolean) => void
}) {
  const t = useText()
  const can = useCan()
  const name = item.number ?? item.caseId
  const facts = [item.unitName, item.step && t(item.step), item.person && t(item.person)].filter(Boolean)
  return (
    <li className="stuck-item" data-selected={selected}>
      {onSelect && (
        <Checkbox
          checked={selected ?? false}
          onChange={({ target }) => onSelect(target.checked)}
          aria-label={t(
            text(
              `选择：${name ?? ''} ${stuckCauses[item.cause].title.zh}`,
              `Select: ${name ?? ''} ${stuckCauses[item.cause].title.en}`,
            ),
          )}
        />
      )}
      <div className="stuck-what">
        <p className="stuck-facts">
          {heading && <strong>{t(heading)}</strong>}
          {!heading &&
            name &&
            (item.caseId && can('case.read') ? (
              <Link to={paths.case} params={{ caseId: item.caseId }}>
                {name}
              </Link>
            ) : (
              <strong>{name}</strong>
            ))}
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <p className="stuck-text">{t(item.text)}</p>
        <Since item={item} />
        {item.detail && (
          <details>
            <summary>{t(text('技术详情', 'Technical detail'))}</summary>
            <pre>{item.detail}</pre>
          </details>
        )}
      </div>
      <div className="stuck-acts">
        <ActLinks item={item} />
        <Resend item={item} />
        {item.curedAt === null && <StuckActs items={[item]} />}
        <CopyItem item={item} />
      </div>
    </li>
  )
}

function Since({ item }: { item: StuckItem }) {
  const t = useText()
  const times = useTimes()
  const since = times.fullClock(item.since)
  return (
    <p className="stuck-since">
      {t(text('自', 'Since '))}
      <time dateTime={item.since}>{since}</time>
      {t(text('起', ''))}
      {item.curedAt && (
        <>
          {t(text('，', ', '))}
          <time dateTime={item.curedAt}>{times.fullClock(item.curedAt)}</time>
          {t(text('恢复', ' cured'))}
        </>
      )}
    </p>
  )
}
