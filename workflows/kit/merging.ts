import type { Assignee } from '../../domain/people.ts'

/** Which unit has taken over which, as this case has been told. */
export type Merged = Map<string, string>

/** The unit that a unit is now. The story of a case goes on naming the one that it began with. */
export function unitNow(merged: Merged, unitId: string): string {
  const into = merged.get(unitId)
  return into === undefined ? unitId : unitNow(merged, into)
}

const allNow = (merged: Merged, unitIds: readonly string[]): string[] => [
  ...new Set(unitIds.flatMap((id) => [id, unitNow(merged, id)])),
]

/** Whom a step is for after its units were merged: the people are of the new one, and what kept the old one out keeps it out. */
export const assigneeNow = (merged: Merged, assignee: Assignee): Assignee =>
  merged.size === 0
    ? assignee
    : {
        ...assignee,
        ...(assignee.unitId === undefined ? {} : { unitId: unitNow(merged, assignee.unitId) }),
        excludedUnits: allNow(merged, assignee.excludedUnits),
      }

/** The same content, about the unit that its unit is now. */
export function contentNow<C>(merged: Merged, content: C): C {
  if (merged.size === 0 || content === null || typeof content !== 'object' || !('unitId' in content)) return content
  return typeof content.unitId === 'string' ? { ...content, unitId: unitNow(merged, content.unitId) } : content
}

/** Whether a merger of this unit changes anything of whom a step is for or of who helps with it. */
export const isTouched = (from: string, { unitId, excludedUnits }: Assignee, coUnits: readonly string[]): boolean =>
  unitId === from || excludedUnits.includes(from) || coUnits.includes(from)
