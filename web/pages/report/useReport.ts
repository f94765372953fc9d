import { useState } from 'react'
import { ProblemReport } from '../../../domain/problem-forms.ts'
import { fieldErrors } from '../../../domain/fields.ts'
import type { FieldError } from '../../../domain/refusals.ts'
import { useCommand } from '../../command.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { useMe } from '../../session.tsx'
import { client, queryClient, trpc } from '../../trpc.ts'
import { localKey, newDraft, newestDraft } from '../launch/draft.ts'
import { useDraftKeeping } from '../launch/useDraftKeeping.ts'

const KEY = 'report'
const none: readonly FieldError[] = []

type Asked = { report: ProblemReport; mergeInto?: string }

/** A report being made: kept as it is made, and sent as one act however often the line fails. */
export function useReport() {
  const { userId } = useMe()
  const [initial] = useState(() => newestDraft(null, localKey(KEY, userId)) ?? newDraft({ source: 'PATROL' }))
  const draft = useDraftKeeping(KEY, initial)
  const [faults, setFaults] = useState(none)
  const [done, setDone] = useState<{ caseId: string; mergedInto: string | null } | null>(null)
  const { state, busy, run, reset } = useCommand<Asked>({
    send: (_, asked) => client.problem.report.mutate({ commandId: draft.commandIdFor(asked), ...asked }),
    onApplied: ({ caseId }) => {
      draft.forget()
      setDone((before) => ({ caseId, mergedInto: before?.mergedInto ?? null }))
      void queryClient.invalidateQueries({ queryKey: trpc.problem.pathKey() })
    },
  })

  const parse = (form: FormDraft) => ProblemReport.safeParse({ description: '', photos: [], ...form })
  const send = (form: FormDraft, mergeInto?: string) => {
    const parsed = parse(form)
    setFaults(parsed.success ? none : fieldErrors(parsed.error))
    if (!parsed.success) return
    if (state.phase === 'refused') draft.decided()
    setDone({ caseId: '', mergedInto: mergeInto ?? null })
    run({ report: parsed.data, ...(mergeInto === undefined ? {} : { mergeInto }) })
  }
  return {
    form: draft.form,
    change: (next: FormDraft) => {
      setFaults(none)
      draft.change(next)
    },
    faults: state.phase === 'refused' ? state.refusal.fields : faults,
    state,
    busy,
    done: state.phase === 'applied' ? done : null,
    /** Sends what was made so far, or says at which field something is missing. */
    send,
    /** The same once more, after the line failed. */
    resend: () => send(draft.form, done?.mergedInto ?? undefined),
    /** Begins another one at the same place. */
    again: () => {
      const { place, roadSectionId } = draft.form
      reset()
      setDone(null)
      draft.begin({ source: 'PATROL', place, roadSectionId })
    },
  }
}
