import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { ReferralContent } from '../../../domain/referral-forms.ts'
import { referralSteps } from '../../../domain/processes/referral.ts'
import { text } from '../../../domain/text.ts'
import { useCommand } from '../../command.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import type { FormDraft } from '../../components/form/schema.ts'
import { ZodForm } from '../../components/form/ZodForm.tsx'
import { LinkButton } from '../../components/LinkButton.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { client, trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import type { CaseView } from '../case/view.ts'

const route = getRouteApi('/staff/referrals/new')

/** Proposes a referral: alone, or from the notice that the address names. */
export function RaisePage() {
  const { case: caseId } = route.useSearch()
  const query = useQuery({ ...trpc.case.get.queryOptions({ caseId: caseId ?? '' }), enabled: caseId !== undefined })
  const isReady = caseId === undefined || query.data !== undefined
  return (
    <Page
      title={text('提出移送', 'Propose a referral')}
      crumbs={[{ label: words.referrals, link: { to: paths.referrals } }]}
    >
      {isReady ? (
        <Writing key={caseId} of={query.data} />
      ) : query.error ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  )
}

function firstDraft(of: CaseView | undefined): FormDraft {
  if (!of) return { evidence: [], photos: [] }
  return {
    caseId: of.caseId,
    unitId: of.unit.id,
    title: of.title.slice(0, 80),
    persons: of.unit.headName ? `${of.unit.headName}，${of.unit.name}主要负责人` : of.unit.name,
    evidence: [],
    photos: [],
  }
}

function Writing({ of }: { of: CaseView | undefined }) {
  const t = useText()
  const [draft, setDraft] = useState<FormDraft>(() => firstDraft(of))
  const { state, busy, run } = useCommand<ReferralContent>({
    send: (commandId, referral) => client.referral.raise.mutate({ commandId, referral }),
  })
  if (state.phase === 'applied')
    return (
      <ErrorNote tone="calm" note={text('已提出，等待另一人复核。', 'Proposed; somebody else seconds it.')}>
        <LinkButton to={paths.case} params={{ caseId: state.command.caseId }} primary>
          {t(text('查看移送事项', 'See the referral'))}
        </LinkButton>
      </ErrorNote>
    )
  return (
    <section className="panel">
      {of && (
        <p className="field-hint">
          {t(text(`关联督办件：${of.number ?? of.caseId}“${of.title}”`, `From notice ${of.number ?? of.caseId}`))}
        </p>
      )}
      <ZodForm
        schema={ReferralContent}
        value={draft}
        onChange={setDraft}
        errors={state.phase === 'refused' ? state.refusal.fields : undefined}
        onSubmit={(form) => run(form)}
        busy={busy}
        context={of ? { caseId: of.caseId, caseUnitId: of.unit.id } : undefined}
        submitLabel={text('提出移送', 'Propose')}
      >
        <p className="field-hint">
          {t(
            text(
              `提出后由另一人${referralSteps.referralSecondKey.title.zh}，再经法制审核和指挥长审批。`,
              'Somebody else seconds it; then come legal review and the commander’s approval.',
            ),
          )}
        </p>
        {state.phase === 'refused' && <ErrorNote note={state.refusal.text} />}
        {state.phase === 'failed' && <ErrorNote note={state.text} />}
        {state.phase === 'received' && <ErrorNote tone="calm" note={words.received} />}
      </ZodForm>
    </section>
  )
}
