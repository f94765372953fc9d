import { useQuery } from '@tanstack/react-query'
import type { Loss } from '../../../domain/backups.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { trpc } from '../../trpc.ts'

/** What has come since the instant and would be gone. */
export function LossNote({ at }: { at: string }) {
  const { data, error } = useQuery(trpc.restore.loss.queryOptions({ at }, { staleTime: 0 }))
  if (error) return <ErrorNote note={failureText(error)} />
  if (!data) return null
  if (data.acts === 0 && data.cases === 0)
    return <ErrorNote tone="calm" note={text('此后没有收到任何操作。', 'Nothing was received since.')} />
  return <ErrorNote tone="warning" note={told(data)} />
}

const told = ({ acts, people, cases, opened, documents, complaints }: Loss): Text =>
  text(
    `此后的都会丢失：${people}人的${acts}个操作，涉及${cases}个事项（新立${opened}个，其中举报${complaints}件），编号文书${documents}份。须公告并请当事人重做。`,
    `All that came since will be gone: ${acts} acts of ${people} people in ${cases} cases (${opened} of them new, ${complaints} complaints), ${documents} numbered documents. Announce it, and have it done again.`,
  )
