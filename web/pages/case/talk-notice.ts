import { z } from 'zod'
import type { CaseView } from './view.ts'

const Notice = z.object({
  docType: z.literal('TALK_NOTICE'),
  content: z.object({ talk: z.object({ at: z.string(), place: z.string() }) }),
})

/** When and where the talk is, as its latest notice says; undefined while there is none. */
export const talkOf = (view: CaseView): { at: string; place: string } | undefined =>
  view.ledger.flatMap(({ kind, data }) => (kind === 'EVENT' ? (Notice.safeParse(data).data ?? []) : [])).at(-1)?.content
    .talk
