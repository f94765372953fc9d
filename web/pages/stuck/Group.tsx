import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { type StuckCause, stuckCauses } from '../../../domain/stuck-causes.ts'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { StuckCard } from './StuckCard.tsx'

const FIRST = 50

export type Selecting = { has: (id: number) => boolean; set: (ids: readonly number[], selected: boolean) => void }

/** Everything that does not move for one cause; `selecting` is absent for what is cured. */
export function Group({
  cause,
  items,
  selecting,
}: {
  cause: StuckCause
  items: readonly StuckItem[]
  selecting?: Selecting
}) {
  const t = useText()
  const [shown, setShown] = useState(FIRST)
  const { title, meaning, family } = stuckCauses[cause]
  const chosen = selecting ? items.filter(({ id }) => selecting.has(id)).length : 0
  return (
    <section className={`stuck-group stuck-${family.toLowerCase()}`} aria-labelledby={`stuck-${cause}`}>
      <div className="stuck-head">
        {selecting && (
          <Checkbox
            checked={chosen === items.length}
            indeterminate={chosen > 0 && chosen < items.length}
            onChange={({ target }) =>
              selecting.set(
                items.map(({ id }) => id),
                target.checked,
              )
            }
            aria-label={t(text(`全选：${title.zh}`, `Select all: ${title.en}`))}
          />
        )}
        <h2 id={`stuck-${cause}`}>
          {t(title)} <span className="stuck-count">{items.length}</span>
        </h2>
      </div>
      <p className="stuck-meaning">{t(meaning)}</p>
      <ul>
        {items.slice(0, shown).map((item) => (
          <StuckCard
            key={item.id}
            item={item}
            {...(selecting && {
              selected: selecting.has(item.id),
              onSelect: (selected: boolean) => selecting.set([item.id], selected),
            })}
          />
        ))}
      </ul>
      {items.length > shown && (
        <Button type="link" onClick={() => setShown(shown + FIRST)}>
          {t(
            text(
              `再显示${Math.min(FIRST, items.length - shown)}项`,
              `Show ${Math.min(FIRST, items.length - shown)} more`,
            ),
          )}
        </Button>
      )}
    </section>
  )
}
