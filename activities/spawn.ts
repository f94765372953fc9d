import { openSpawned } from '../db/cases.ts'
import type { Db } from '../db/connect.ts'
import type { Activities } from './contract.ts'

/** Opens the row of a case to which another gives rise; asked again, it finds it. */
export const openSpawnedCaseIn =
  (db: Db): Activities['openSpawnedCase'] =>
  async ({ parentId, key, ...opening }) => {
    const caseId = await openSpawned(db, opening, { parentId, key })
    const [setting, unit] = await Promise.all([
      db.selectFrom('setting').select('value').where('key', '=', 'campaign').executeTakeFirst(),
      db.selectFrom('unit').select('name').where('id', '=', opening.unitId).executeTakeFirst(),
    ])
    const campaign = typeof setting?.value === 'string' ? setting.value : ''
    return { caseId, campaign, unitName: unit?.name ?? opening.unitId }
  }
