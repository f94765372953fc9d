import { useQuery } from '@tanstack/react-query'
import { stuckCauses } from '../../../domain/stuck-causes.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { StuckCard } from './StuckCard.tsx'
import './stuck.css'

const EVERY = 15_000

/** Why a case does not move, at the top of its page, for those who read the board. */
export function StuckInCase({ caseId }: { caseId: string }) {
  const t = useText()
  const can = useCan()
  const { data } = useQuery(
    trpc.stuck.ofCase.queryOptions({ caseId }, { enabled: can('stuck.read'), refetchInterval: EVERY }),
  )
  if (!data || data.length === 0) return null
  return (
    <section
      className="stuck-group stuck-in-case"
      aria-label={t(text('本案为什么不动', 'Why this case does not move'))}
    >
      <ul>
        {data.map((item) => (
          <StuckCard key={item.id} item={item} heading={stuckCauses[item.cause].title} />
        ))}
      </ul>
    </section>
  )
}
