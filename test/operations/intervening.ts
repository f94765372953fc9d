import { randomUUID } from 'node:crypto'
import type { InterventionView } from '../../domain/intervention-views.ts'
import type { InterventionAct } from '../../domain/interventions.ts'
import { type Person, signIn } from '../scenarios/rig.ts'

/** The two administrators of the sample county, and what they do. */

export const [first, second] = await Promise.all([signIn('admin'), signIn('ningshouzheng')])

export type Chosen = { caseId: string; taskId?: string | null }

/** Asks for an intervention. Returns its id. */
export async function asked(
  act: InterventionAct,
  chosen: Chosen[],
  {
    form = {},
    reason = '测试处置，核对无误',
    by = first,
    id = randomUUID(),
  }: { form?: unknown; reason?: string; by?: Person; id?: string } = {},
): Promise<string> {
  const targets = chosen.map(({ caseId, taskId = null }) => ({ caseId, taskId }))
  await by.api.intervention.ask.mutate({ id, act, form, reason, targets })
  return id
}

export const steered = (
  by: Person,
  id: string,
  kind: 'confirm' | 'decline' | 'suspend' | 'resume' | 'cancel' | 'retryFailed',
) => by.api.intervention.steer.mutate({ id, commandId: randomUUID(), kind, note: '' })

/** The intervention once it stands as wanted. */
export async function standing(
  id: string,
  wanted: (view: InterventionView) => boolean = ({ state, counts }) => state === 'DONE' && counts.waiting === 0,
  ms = 60_000,
): Promise<InterventionView> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const view = await first.api.intervention.get.query({ id }).catch((error: unknown) => {
      if (Date.now() > end) throw error
      return null
    })
    if (view && wanted(view)) return view
    if (Date.now() > end) throw new Error(`it stands otherwise: ${JSON.stringify(view)}`)
  }
}

/** Asked, confirmed where that is needed, and carried out. */
export async function carriedOut(...of: Parameters<typeof asked>): Promise<InterventionView> {
  const id = await asked(...of)
  if ((await standing(id, () => true)).state === 'ASKED') await steered(second, id, 'confirm')
  return standing(id)
}
