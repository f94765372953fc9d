/** The ends of other cases that a story follows. */

export type End = { value?: unknown; failure?: string }

/** A case that was followed has come to no end of its own. */
export class EndedOtherwise extends Error {}

const ends = new Map<string, (end: End) => void>()
const early = new Map<string, End>()

/** The end of another case; rejects with EndedOtherwise when it was ended by force. */
export function endOf<T>(caseId: string): Promise<T> {
  const end = new Promise<T>((resolve, reject) => {
    ends.set(caseId, ({ value, failure }) => {
      ends.delete(caseId)
      if (failure === undefined) resolve(value as T)
      else reject(new EndedOtherwise(failure))
    })
  })
  // It may be told before anybody waits for it.
  end.catch(() => undefined)
  const already = early.get(caseId)
  if (already) ends.get(caseId)?.(already)
  return end
}

/** Another case has ended. */
export function hasEnded(end: End & { caseId: string }): void {
  const tell = ends.get(end.caseId)
  if (tell) tell(end)
  else early.set(end.caseId, end)
}

/** Those whose end the story awaits. */
export const awaited = (): string[] => [...ends.keys()]
