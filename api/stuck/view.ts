import { curedFindings, type FindingRow, openFindings, readLook } from '../../db/stuck-findings.ts'
import type { Actor } from '../../domain/people.ts'
import { type Scope } from '../../domain/permissions.ts'
import { closedKinds } from '../../domain/sealed.ts'
import { stuckCauses } from '../../domain/stuck-causes.ts'
import type { StuckBoard, StuckItem } from '../../domain/stuck-views.ts'
import type { App } from '../context.ts'

const MOST = 2_000
const CURED = 200

type Reader = { scope: Scope; actor: Actor }

/** What does not move and what was cured within a day, as this reader may know it; longest first. */
export async function stuckBoard({ db }: Pick<App, 'db'>, reader: Reader): Promise<StuckBoard> {
  const [open, cured, look] = await Promise.all([openFindings(db, MOST + 1), curedFindings(db, CURED), readLook(db)])
  return {
    items: shown(open.slice(0, MOST), reader),
    more: open.length > MOST,
    cured: shown(cured, reader),
    lookedAt: look.looked_at?.toISOString() ?? null,
    openCases: look.open_cases,
  }
}

/** What does not move in one case, as this reader may know it. */
export const stuckInCase = async ({ db }: Pick<App, 'db'>, reader: Reader, caseId: string): Promise<StuckItem[]> =>
  shown(await openFindings(db, MOST, caseId), reader)

function shown(rows: FindingRow[], { scope, actor }: Reader): StuckItem[] {
  const closed = closedKinds(scope, actor.roles)
  // Of a process that itself does not run, nobody is to be reminded.
  const standing = new Set(
    rows.flatMap(({ cause, case_id }) => (case_id !== null && standstills.includes(cause) ? [case_id] : [])),
  )
  return rows.flatMap((row) => {
    const person = stuckCauses[row.cause].family === 'PERSON'
    if (person && row.cured_at === null && row.case_id !== null && standing.has(row.case_id)) return []
    const item = itemOf(row)
    if (row.kind === null || !closed.includes(row.kind)) return [item]
    // Who repairs the engine has to know the case, not whom it is about.
    return person ? [] : [withheld(item)]
  })
}

const withheld = (item: StuckItem): StuckItem => ({
  ...item,
  number: null,
  unitId: null,
  unitName: null,
  person: null,
  step: null,
  text: stuckCauses[item.cause].meaning,
  detail: null,
})

const standstills: readonly string[] = ['ENDED_OUTSIDE', 'DELETED', 'TASK_FAILING', 'PAUSED']

const itemOf = (row: FindingRow): StuckItem => ({
  id: row.id,
  cause: row.cause,
  caseId: row.case_id,
  number: row.number,
  kind: row.kind,
  unitId: row.unit_id,
  unitName: row.unit_name,
  person: row.detail.person,
  step: row.detail.step,
  since: row.since.toISOString(),
  foundAt: row.found_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  curedAt: row.cured_at?.toISOString() ?? null,
  text: row.detail.text,
  detail: row.detail.detail,
  facts: row.detail.facts,
  acts: row.cured_at === null ? row.detail.acts : [],
})
