import { GENESIS, hashEntry } from '../../db/ledger.ts'
import type { Invariant } from './invariants.ts'

/** The ledger's entries follow one another, each chained to the one before. */
const unbroken: Invariant = ({ entries, case: { headSeq, headHash } }) => {
  const faults: string[] = []
  let prev = GENESIS
  entries.forEach((entry, n) => {
    if (entry.seq !== n + 1) faults.push(`entry ${n + 1} has the number ${entry.seq}`)
    if (entry.prevHash !== prev) faults.push(`entry ${entry.seq} does not follow`)
    if (entry.hash !== hashEntry(prev, entry.canonical)) faults.push(`entry ${entry.seq} does not match its hash`)
    prev = entry.hash
  })
  if (headSeq !== entries.length || headHash !== prev) faults.push('the head is not the last entry')
  return faults
}

/** Events are numbered from 1 without gaps, up to what the case says. */
const noGaps: Invariant = ({ case: { engineNo } }, events) =>
  events.length === engineNo && events.every(({ no }, n) => no === n + 1)
    ? []
    : [`${events.length} events of ${engineNo}`]

/** Everything that was received is decided, once; what was applied is one event, what was refused one refusal. */
const onceEach: Invariant = ({ commands, entries }, events) =>
  commands.flatMap(({ id, act, decision, code }) => {
    if (decision === null) return [`${act} ${id} is not decided`]
    const told = events.filter(({ commandId }) => commandId === id).length
    const refused = entries.filter((entry) => entry.kind === 'REFUSAL' && entry.commandId === id).length
    if (act === 'launch') return told + refused === 0 ? [] : ['the launch is told twice']
    const expected = decision === 'APPLIED' ? [1, 0] : [0, 1]
    return told === expected[0] && refused === expected[1]
      ? []
      : [`${act} ${id} was ${decision} ${code ?? ''} and is told ${told} times, refused ${refused} times`]
  })

/** Whoever acted is named with their roles, and whatever people did came from a command. */
const signed: Invariant = ({ entries, commands }) => {
  const known = new Map(commands.map((command) => [command.id, command]))
  return entries.flatMap(({ kind, type, seq, actor, commandId, data }) => {
    if (kind === 'REFUSAL') {
      const { refusal } = data as { refusal?: { code?: string } }
      return actor && refusal?.code ? [] : [`refusal ${seq} names nobody or no reason`]
    }
    if (['taskSubmitted', 'caseWithdrawn'].includes(type) && !commandId) return [`${type} ${seq} was done by nobody`]
    if (commandId === null) return []
    const command = known.get(commandId)
    if (!command) return [`${type} ${seq} comes from no command`]
    return command.actor.userId === actor?.userId && actor.roles.length > 0 ? [] : [`${type} ${seq} is another's`]
  })
}

export const chain: Record<string, Invariant> = { unbroken, noGaps, onceEach, signed }
