import { Button } from 'antd'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { StuckActs } from './acts.tsx'

/**
 * What was selected on the board, and what can be done with all of it together. It stays at the foot of the screen
 * while anything is selected. `items` are those selected that are still open, whatever the filters show.
 */
export function Selection({ items, onClear }: { items: readonly StuckItem[]; onClear: () => void }) {
  const t = useText()
  if (items.length === 0) return null
  const cases = new Set(items.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))).size
  return (
    <section className="stuck-selection" aria-label={t(text('已选事项', 'Selected'))}>
      <output>
        {t(text(`已选${items.length}项，涉及${cases}案`, `${items.length} selected, in ${cases} case(s)`))}
      </output>
      <StuckActs items={items} />
      <Button type="text" onClick={onClear}>
        {t(text('取消选择', 'Clear'))}
      </Button>
    </section>
  )
}
