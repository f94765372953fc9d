import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { stuckActs } from '../../../domain/stuck.ts'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { queryClient, trpc } from '../../trpc.ts'

/** Sends once more what a channel has given up, for those who may. */
export function Resend({ item: { acts, facts } }: { item: StuckItem }) {
  const t = useText()
  const can = useCan()
  const resend = useMutation(
    trpc.stuck.resend.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.stuck.board.queryKey() }),
    }),
  )
  const { channel } = facts
  if (!acts.includes('resend') || channel === undefined || !can('intervention.make')) return null
  return (
    <>
      <Button loading={resend.isPending} disabled={resend.isSuccess} onClick={() => resend.mutate({ channel })}>
        {t(stuckActs.resend)}
      </Button>
      {resend.error && <ErrorNote note={failureText(resend.error)} />}
    </>
  )
}
