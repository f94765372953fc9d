import { useEffect, useState } from 'react'
import type { FormDraft } from '../../components/form/schema.ts'
import { Loading } from '../../components/states.tsx'
import { useMe } from '../../session.tsx'
import { forgetDraft, newDraft } from './draft.ts'
import { NoticeWriting } from './NoticeWriting.tsx'
import { useFoundDraft } from './useFoundDraft.ts'

/**
 * One notice, from `first` or from the draft kept under `draftKey`, until it is a case. A draft that was sent and
 * became a case meanwhile is dropped; one that is still undecided goes on waiting.
 */
export function NoticeForm({
  draftKey,
  first,
  category,
}: {
  draftKey: string
  first: () => FormDraft
  category: string | null
}) {
  const me = useMe()
  const { ready, draft, sent } = useFoundDraft(draftKey)
  const [restarts, setRestarts] = useState(0)
  const opened = sent?.state === 'APPLIED' ? sent.caseId : null
  useEffect(() => {
    if (opened) forgetDraft(draftKey, me.userId)
  }, [opened, draftKey, me.userId])
  if (!ready) return <Loading rows={10} />

  const found = restarts > 0 || opened ? null : draft
  return (
    <NoticeWriting
      key={restarts}
      draftKey={draftKey}
      // A refused attempt is over: the next one is a new act.
      initial={found ? { ...found, sent: sent?.state === 'REFUSED' ? null : found.sent } : newDraft(first())}
      restoredAt={found?.at ?? null}
      opened={restarts > 0 ? null : opened}
      pending={found && sent?.state === 'RECEIVED' ? sent : undefined}
      category={category}
      onRestart={() => {
        forgetDraft(draftKey, me.userId)
        setRestarts(restarts + 1)
      }}
    />
  )
}
