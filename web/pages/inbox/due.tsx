import type { TaskItem } from '../../../domain/views.ts'
import { DueBadge } from '../../components/DueBadge.tsx'
import { useText } from '../../language.tsx'

/** When a task is due; of one whose clock stands still, why it stands, and nothing is counted down. */
export function ItemDue({ item, open }: { item: TaskItem; open: boolean }) {
  const t = useText()
  if (open && item.stopped) return <span className="item-stopped">{t(item.stopped)}</span>
  return <DueBadge dueAt={item.dueAt} light={item.light} provisional={item.provisional} open={open} />
}
