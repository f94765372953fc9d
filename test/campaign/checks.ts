import { compareWithEngine } from '../../bin/agreement.ts'
import { look } from '../../api/stuck/look.ts'
import { freshMemory } from '../../api/stuck/suspects.ts'
import { openFindings } from '../../db/stuck-findings.ts'
import { undecidedCount, unrecordedCommands } from '../../db/verify-commands.ts'
import { verifyEvidence } from '../../db/verify-evidence.ts'
import { verifyHistories } from '../../db/verify-histories.ts'
import { verifyLedger } from '../../db/verify.ts'
import type { StuckCause } from '../../domain/stuck-causes.ts'
import { NAMESPACE } from '../setup/running.ts'
import { allowedOutcomes } from './allowed.ts'
import { assessmentFaults, depositFaults, documentFaults, strangerFaults } from './books.ts'
import type { Campaign } from './campaign.ts'
import type { Stage } from './stage.ts'

/** What was looked at, how much of it, and what is wrong with it: sentences; none means that all is well. */
export type Check = { what: string; looked: string; faults: string[] }

/** Causes that lie with people who are late, and with nothing else. */
const lateness: readonly StuckCause[] = ['OVERDUE', 'RULING_OVERRUN', 'HOLD_OVERRUN', 'UNCLAIMED']

/** Whether a county's books balance after its campaign. Only reads. */
export async function checksOf({ running, app }: Stage, { cases, failures, openedLater }: Campaign): Promise<Check[]> {
  const { addresses } = running
  const { db } = app
  const ended = cases.filter(({ standing }) => standing?.stage === 'CLOSED')
  const open = cases.filter(({ standing }) => standing?.stage !== 'CLOSED')
  const ledger = await verifyLedger(addresses.database)
  const [evidence, histories] = await Promise.all([
    verifyEvidence(addresses.database, addresses.dataDir),
    verifyHistories(addresses.database, addresses.dataDir),
  ])
  const [unrecorded, undecided] = await Promise.all([unrecordedCommands(db), undecidedCount(db)])
  const engine = await compareWithEngine(
    { databaseUrl: addresses.database, engine: { address: addresses.temporal } },
    NAMESPACE,
  )
  await look(app, freshMemory())
  const stuck = (await openFindings(db, 10_000)).filter(({ cause }) => !lateness.includes(cause))
  return [
    {
      what: 'nobody was kept from doing their part',
      looked: `${cases.length} cases`,
      faults: failures,
    },
    {
      what: 'every case has an outcome that its plan allows',
      looked: `${ended.length} ended`,
      faults: ended.flatMap((one) =>
        allowedOutcomes(one).includes(one.standing?.outcome ?? '')
          ? []
          : [`${one.caseId} ended as ${one.standing?.outcome} after ${one.said.join(' ')}`],
      ),
    },
    {
      what: 'or is open for a named reason',
      looked: `${open.length} open, ${openedLater.length} yet to come up`,
      faults: open.flatMap((one) => (one.next ? [] : [`${one.caseId} waits for nobody in ${one.standing?.stage}`])),
    },
    await strangerFaults(db, cases),
    {
      what: 'the ledger’s chains hold',
      looked: `${ledger.cases} chains, ${ledger.entries} entries`,
      faults: ledger.broken ? [`${ledger.broken.caseId} ${ledger.broken.seq}: ${ledger.broken.reason.en}`] : [],
    },
    {
      what: 'photos and kept histories by their checksums',
      looked: `${evidence.files} and ${histories.files} files`,
      faults: [...evidence.broken, ...histories.broken].map(({ key, reason }) => `${key}: ${reason.en}`),
    },
    {
      what: 'every command is decided, and in the ledger',
      looked: `${await countOf(db.selectFrom('command').select(({ fn }) => fn.countAll<number>().as('count')))} commands`,
      faults: [
        ...(undecided > 0 ? [`${undecided} are not decided`] : []),
        ...unrecorded.map(({ id, caseId }) => `${id} of ${caseId} is not in the ledger`),
      ],
    },
    await documentFaults(db),
    ...(await depositFaults(db)),
    await assessmentFaults(db),
    {
      what: 'engine and read model tell the same of every open case',
      looked: `${engine.cases} open`,
      faults: engine.differing.map(({ caseId, why }) => `${caseId}: ${why}`),
    },
    {
      what: 'nothing is stuck but what people are late with',
      looked: `${stuck.length} items`,
      faults: stuck.map(({ cause, case_id: caseId, detail }) => `${cause} ${caseId ?? ''}: ${detail.text.en}`),
    },
  ]
}

const countOf = async (query: { executeTakeFirstOrThrow: () => Promise<{ count: number }> }): Promise<number> =>
  (await query.executeTakeFirstOrThrow()).count
