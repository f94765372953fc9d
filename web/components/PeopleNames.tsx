import { useQuery } from '@tanstack/react-query'
import { text } from '../../domain/text.ts'
import { useText } from '../language.tsx'
import { trpc } from '../trpc.ts'

const comma = text('、', ', ')

/** People by name, as the directory has them; an id that it does not know is shown as it is. */
export function PeopleNames({ ids }: { ids: readonly string[] }) {
  const t = useText()
  const { data } = useQuery(trpc.directory.people.queryOptions({}, { staleTime: 300_000 }))
  return ids.map((id) => data?.find((person) => person.userId === id)?.name ?? id).join(t(comma))
}
