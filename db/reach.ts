import type { Scope } from '../domain/permissions.ts'

/** How far somebody sees: everything, or the cases of one unit. Every query on cases takes one. */
export type Reach = { scope: Scope; unitId: string }

/** The unit whose cases alone are seen, or null when all are. */
export const onlyUnit = ({ scope, unitId }: Reach): string | null => (scope === 'county' ? null : unitId)
