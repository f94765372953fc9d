import type { FormDraft } from '../../components/form/schema.ts'
import { keep, readKept } from '../../kept.ts'
import { client } from '../../trpc.ts'

/** What is kept of a notice being written. `sent` is the last attempt, so that a retry after a reload is the same act. */
export type Draft = { form: FormDraft; at: string; sent: { body: string; commandId: string } | null }

export const newDraft = (form: FormDraft): Draft => ({ form, at: new Date().toISOString(), sent: null })

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'form' in value && 'at' in value

/** Under which key this browser keeps a person's draft. */
export const localKey = (key: string, userId: string): string => `${key}:${userId}`

/** The newer of what the API and this browser keep, or null. */
export const newestDraft = (remote: unknown, local: string): Draft | null =>
  [remote, readKept(local)].filter(isDraft).sort((a, b) => b.at.localeCompare(a.at))[0] ?? null

/** Drops a draft here and at the API; without a connection it is dropped here. */
export function forgetDraft(key: string, userId: string): void {
  keep(localKey(key, userId), null)
  client.draft.remove.mutate({ key }).catch(() => undefined)
}
