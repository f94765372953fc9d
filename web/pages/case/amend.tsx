import { numbered } from '../../../domain/letter-changes.ts'
import { AmendmentProposal, Letter } from '../../../domain/letter-forms.ts'
import { text } from '../../../domain/text.ts'
import { client } from '../../trpc.ts'
import { LaunchDialog } from '../year/LaunchDialog.tsx'
import type { CaseView } from './view.ts'

/** Begins with the letter as it stands; what is changed there becomes the amendment, with its reason. */
export function AmendButton({ view }: { view: CaseView }) {
  const letter = Letter.safeParse(view.content).data
  if (!letter) return null
  const { goal, items, rewardClause } = letter
  return (
    <LaunchDialog
      title={text('提出补充协议', 'Propose an amendment')}
      schema={AmendmentProposal}
      initial={{ goal, items: numbered(items), rewardClause }}
      send={(commandId, proposal) => client.letter.amend.mutate({ commandId, letterId: view.caseId, proposal })}
      plain
    />
  )
}
