import { z } from 'zod'
import { type Text, text } from './text.ts'
import { TextView } from './views.ts'

/** What running a case's history again shows: where the present code comes to, beside what is on record. */

const Standing = z.object({
  stage: z.string(),
  round: z.number(),
  outcome: z.string().nullable(),
  failedRounds: z.number(),
  openTasks: z.array(z.string()),
  /** How many events the workflow told. */
  events: z.number(),
})
export type RunStanding = z.infer<typeof Standing>

export const RerunReport = z.object({
  caseId: z.string(),
  at: z.string(),
  /** How many entries Temporal's history has. */
  historyEvents: z.number(),
  /** Where the re-run came to; null when the present code cannot run the history. */
  rerun: Standing.nullable(),
  /** Where the read model says that the case stands. */
  recorded: Standing,
  /** The chained record: its entries, the refusals among them, and the hash of its last one. */
  ledger: z.object({ entries: z.number(), events: z.number(), refusals: z.number(), head: z.string() }),
  /** What does not agree; empty when all does. */
  differences: z.array(TextView),
})
export type RerunReport = z.infer<typeof RerunReport>

type Compared = {
  rerun: RunStanding | null
  recorded: RunStanding
  ledgerEvents: number
  /** The first event that the ledger tells otherwise than the re-run, by its number. */
  firstOther: number | null
  /** What is wrong with the chain, where something is. */
  brokenChain: Text | null
  /** Why the present code could not run it. */
  failure: string | null
}

/** Names everything on which re-run, read model and ledger do not agree. */
export function differencesOf({ rerun, recorded, ledgerEvents, firstOther, brokenChain, failure }: Compared): Text[] {
  const found: Text[] = []
  if (failure !== null)
    found.push(text(`现有程序不能重演该案的历史：${failure}`, `The present code cannot run its history: ${failure}`))
  if (brokenChain) found.push(text(`留痕链断裂：${brokenChain.zh}`, `The chain is broken: ${brokenChain.en}`))
  if (rerun) {
    const told = (name: Text, ran: string, kept: string) => {
      if (ran !== kept)
        found.push(
          text(`${name.zh}不一致：重演为“${ran}”，记录为“${kept}”`, `${name.en}: re-run “${ran}”, on record “${kept}”`),
        )
    }
    told(text('阶段', 'Stage'), rerun.stage, recorded.stage)
    told(text('轮次', 'Round'), String(rerun.round), String(recorded.round))
    told(text('结果', 'Outcome'), rerun.outcome ?? '-', recorded.outcome ?? '-')
    told(text('未落实次数', 'Failed rounds'), String(rerun.failedRounds), String(recorded.failedRounds))
    told(text('在办任务', 'Open tasks'), rerun.openTasks.join(' '), recorded.openTasks.join(' '))
    told(text('事件数', 'Events'), String(rerun.events), String(ledgerEvents))
    told(text('台账登记的事件数', 'Events of the read model'), String(rerun.events), String(recorded.events))
  }
  if (firstOther !== null)
    found.push(text(`第${firstOther}个事件的内容与留痕不一致`, `Event ${firstOther} differs from the record`))
  return found
}
