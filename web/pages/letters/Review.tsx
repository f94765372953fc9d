import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { TemplateView } from '../../../domain/letter-views.ts'
import { outcomeText, stageText } from '../../../domain/processes/catalogue.ts'
import { text } from '../../../domain/text.ts'
import { useCommand } from '../../command.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { client, queryClient, trpc } from '../../trpc.ts'
import { CommandNote } from '../case/command-note.tsx'

/** How far the legal review of a version of a template is, in a word. */
export function ReviewState({ review }: Pick<TemplateView, 'review'>) {
  const t = useText()
  if (review === null) return <span className="stage">{t(text('未送审', 'Not reviewed'))}</span>
  const { outcome } = review
  const words = outcome === null ? stageText('templateReview', 'LEGAL_REVIEW') : outcomeText('templateReview', outcome)
  return <span className="stage">{t(words)}</span>
}

/** Sends the chosen version to legal review, once; afterwards it leads to that review. */
export function Review({ template: { id: templateId, version, review } }: { template: TemplateView }) {
  const t = useText()
  const { state, busy, run } = useCommand<object>({
    send: (commandId) => client.letter.reviewTemplate.mutate({ commandId, templateId, version }),
    onApplied: () => void queryClient.invalidateQueries({ queryKey: trpc.letter.pathKey() }),
  })
  if (review) {
    return (
      <Link to={paths.case} params={{ caseId: review.caseId }}>
        {t(text(`查看第${version}版的法制审核`, `Legal review of version ${version}`))}
      </Link>
    )
  }
  return (
    <>
      <Button type="primary" loading={busy} onClick={() => run({})}>
        {t(text(`第${version}版送法制审核`, `Send version ${version} to legal review`))}
      </Button>
      <CommandNote state={state} />
    </>
  )
}
