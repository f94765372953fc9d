import { afterAll } from 'vitest'
import { createActivities } from '../../activities/index.ts'
import { connect } from '../../db/connect.ts'
import { savePreference } from '../../db/notifications.ts'
import { importSampleCounty } from '../../db/sample.ts'
import { readHorizon } from '../../db/told.ts'
import type { EngineEvent, EventData, EventType } from '../../domain/events.ts'
import { defaultPreference, type NotificationPreference } from '../../domain/notification-preferences.ts'
import type { Channel } from '../../domain/notifications.ts'
import type { Actor, Assignee, Role } from '../../domain/people.ts'
import { steps } from '../../domain/processes/rectification.ts'
import { tellLedger } from '../../worker/notifier/tell.ts'
import { startDatabase } from './database.ts'

/** A Tuesday morning, on which people may be told. */
export const TUESDAY = new Date('2026-11-24T10:00:00+08:00')

export const actor = (username: string, name: string, role: Role, unitId: string): Actor => ({
  userId: `u-${username}`,
  name,
  roles: [role],
  unitId,
})
export const head = actor('jiatongshang', '贾通商', 'UNIT_HEAD', 'D25')
export const director = actor('weichangfeng', '魏长风', 'OFFICE_DIRECTOR', 'OFFICE')
export const inspector = actor('taoxingyuan', '陶行远', 'OFFICE_INSPECTOR', 'OFFICE')

/** The sample county, cases that their workflow's record wrote, and what people are told of them. */
export async function startNotified() {
  const database = await startDatabase()
  await importSampleCounty(database.url)
  const { db, close } = connect(database.url, { max: 12, name: 'chuangwei-notified' })
  afterAll(close)
  const { record } = createActivities(db, { skipping: false })
  let cases = 0

  /** A case about unit D25, drafted by the inspector. `say` records what its workflow says. */
  async function aCase({ number = '云创督办〔2026〕1号' }: { number?: string | null } = {}) {
    cases += 1
    const caseId = `DB-2026-${cases}`
    const title = `后巷垃圾${cases}`
    const row = {
      id: caseId,
      kind: 'rectification',
      title,
      number,
      unit_id: 'D25',
      content: '{}',
      drafter_id: inspector.userId,
    }
    await db.insertInto('cases').values(row).execute()
    const open = new Set<string>()
    let no = 0
    async function say<T extends EventType>(type: T, data: EventData[T], by: Actor | null = null, at = TUESDAY) {
      no += 1
      const taskId = (data as { taskId?: string }).taskId
      if (type === 'taskOpened' && taskId) open.add(taskId)
      if ((type === 'taskSubmitted' || type === 'taskOverdue') && taskId) open.delete(taskId)
      const event = { no, at: at.toISOString(), type, data, by, commandId: null } as EngineEvent
      const view = {
        kind: 'rectification',
        stage: 'IN_PROGRESS',
        round: 1,
        outcome: null,
        failedRounds: 0,
        openTasks: [...open],
      }
      await record({ caseId, events: [event], view })
    }
    return {
      caseId,
      title,
      say,
      async opens(
        step: keyof typeof steps,
        assignee: Assignee,
        more: { sealed?: boolean; context?: Record<string, string> } = {},
      ) {
        const taskId = `${caseId}-${step}`
        const { title: name, form, causes, otherwise } = steps[step]
        const start = TUESDAY.toISOString()
        const limit = { unit: 'WD' as const, value: 2 }
        const words = { title: name, form, causes, otherwise }
        await say('taskOpened', { taskId, step, round: 1, ...words, assignee, start, limit, ...more })
        return taskId
      },
    }
  }

  /** Tells all that the ledger says by now. */
  async function tell(now = TUESDAY, out: readonly Channel[] = []): Promise<void> {
    const { last } = await readHorizon(db)
    while (await tellLedger(db, last, now, out)) continue
  }

  /** What was told of a case: kind and person, sorted. */
  async function told(caseId: string): Promise<string[]> {
    const rows = await db
      .selectFrom('notification')
      .select(['kind', 'person_id'])
      .where('case_id', '=', caseId)
      .execute()
    return rows.map((row) => `${row.kind} ${row.person_id.replace('u-', '')}`).sort()
  }

  const wishes = (person: Actor, wish: Partial<NotificationPreference> = {}) =>
    savePreference(db, person.userId, { ...defaultPreference(`${person.userId}@example.cn`), ...wish })

  return { ...database, db, aCase, tell, told, wishes }
}
