import { compareWithEngine } from '../../bin/agreement.ts'
import { look } from '../../api/stuck/look.ts'
import { freshMemory } from '../../api/stuck/suspects.ts'
import type { Db } from '../../db/connect.ts'
import { openFindings } from '../../db/stuck-findings.ts'
import { undecidedCount, unrecordedCommands } from '../../db/verify-commands.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { verifyHistories } from '../../db/verify-histories.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import { NAMESPACE } from '../setup/running.ts'
import { allowedOutcomes } from './allowed.ts'
import {
  assessmentFaults,
  depositFaults,
  documentFaults,
  handFaults,
  settledOnceFaults,
  strangerFaults,
} from './books.ts'
import type { Campaign } from './campaign.ts'
import type { Stage } from './stage.ts'
import type { Played } from './story.ts'

/** What was looked at, how much of it, and what is wrong with it: sentences; none means that all is well. */
export type Check = { what: string; looked: string; faults: string[] }

/** Causes that lie with people who are late, and with nothing else. */
const lateness: readonly StuckCause[] = ['OVERDUE', 'RULING_OVERRUN', 'HOLD_OVERRUN', 'UNCLAIMED']

/** Whether a county's books balance after its campaign. Only reads. */
export async function checksOf({ running, app }: Stage, { cases, failures, openedLater }: Campaign): Promise<Check[]> {
  const { addresses } = running
  const { db } = app
  const ledger = await ledgerFaults(addresses)
  const [files, commands] = await Promise.all([fileFaults(addresses), commandFaults(db)])
  const engine = await engineFaults(addresses)
  return [
    {
      what: 'nobody was kept from doing their part',
      looked: `${cases.length} cases`,
      faults: failures,
    },
    outcomeFaults(cases),
    openFaults(cases, openedLater),
    await strangerFaults(db, cases),
    ledger,
    files,
    commands,
    await handFaults(db),
    await documentFaults(db),
    ...(await depositFaults(db)),
    await settledOnceFaults(db),
    await assessmentFaults(db),
    engine,
    await stuckFaults(app),
  ]
}

type Addresses = Stage['running']['addresses']

export function outcomeFaults(cases: Played[]): Check {
  const ended = cases.filter(({ standing }) => standing?.stage === 'CLOSED')
  return {
    what: 'every case has an outcome that its plan allows',
    looked: `${ended.length} ended`,
    faults: ended.flatMap((one) =>
      allowedOutcomes(one).includes(one.standing?.outcome ?? '')
        ? []
        : [`${one.caseId} ended as ${one.standing?.outcome} after ${one.said.join(' ')}`],
    ),
  }
}

export function openFaults(cases: Played[], openedLater: string[]): Check {
  const open = cases.filter(({ standing }) => standing?.stage !== 'CLOSED')
  return {
    what: 'or is open for a named reason',
    looked: `${open.length} open, ${openedLater.length} yet to come up`,
    faults: open.flatMap((one) => (one.next ? [] : [`${one.caseId} waits for nobody in ${one.standing?.stage}`])),
  }
}

export async function ledgerFaults({ database }: Addresses): Promise<Check> {
  const ledger = await verifyLedger(database)
  return {
    what: 'the ledger’s chains hold',
    looked: `${ledger.cases} chains, ${ledger.entries} entries`,
    faults: ledger.broken ? [`${ledger.broken.caseId} ${ledger.broken.seq}: ${ledger.broken.reason.en}`] : [],
  }
}

export async function fileFaults({ database, dataDir }: Addresses): Promise<Check> {
  const [evidence, histories] = await Promise.all([
    verifyEvidence(database, dataDir),
    verifyHistories(database, dataDir),
  ])
  return {
    what: 'photos and kept histories by their checksums',
    looked: `${evidence.files} and ${histories.files} files`,
    faults: [...evidence.broken, ...histories.broken].map(({ key, reason }) => `${key}: ${reason.en}`),
  }
}

export async function commandFaults(db: Db): Promise<Check> {
  const [unrecorded, undecided] = [await unrecordedCommands(db), await undecidedCount(db)]
  return {
    what: 'every command is decided, and in the ledger',
    looked: `${await countOf(db.selectFrom('command').select(({ fn }) => fn.countAll<number>().as('count')))} commands`,
    faults: [
      ...(undecided > 0 ? [`${undecided} are not decided`] : []),
      ...unrecorded.map(({ id, caseId }) => `${id} of ${caseId} is not in the ledger`),
    ],
  }
}

/** What differs is looked at again for `ms`, unless it is to be told at once. */
export async function engineFaults({ database, temporal }: Addresses, ms?: number): Promise<Check> {
  const engine = await compareWithEngine({ databaseUrl: database, engine: { address: temporal } }, NAMESPACE, ms)
  return {
    what: 'engine and read model tell the same of every open case',
    looked: `${engine.cases} open`,
    faults: engine.differing.map(({ caseId, why }) => `${caseId}: ${why}`),
  }
}

export async function stuckFaults(app: Stage['app']): Promise<Check> {
  await look(app, freshMemory())
  const stuck = (await openFindings(app.db, 10_000)).filter(({ cause }) => !lateness.includes(cause))
  return {
    what: 'nothing is stuck but what people are late with',
    looked: `${stuck.length} items`,
    faults: stuck.map(({ cause, case_id: caseId, detail }) => `${cause} ${caseId ?? ''}: ${detail.text.en}`),
  }
}

const countOf = async (query: { executeTakeFirstOrThrow: () => Promise<{ count: number }> }): Promise<number> =>
  (await query.executeTakeFirstOrThrow()).count
