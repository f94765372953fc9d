import * as fc from 'fast-check'
import { faultsOf } from './invariants.ts'
import { anySequence, played } from './rule.ts'
const seen = new Map<string, number>(); let stuck = 0
for (const one of fc.sample(anySequence(40), { seed: Number(process.argv[2]), numRuns: 1000 })) {
  const p = played(one)
  for (const f of faultsOf(p.evidence())) { const k = f.replace(/\d+/g, '#'); seen.set(k, (seen.get(k) ?? 0) + 1) }
  for (let i = 0; i < 80 && !p.model.ended; i++) p.climb()
  if (!p.model.ended && p.model.unitId==='D25') { stuck++; if (stuck<3) console.log(p.model.stage, JSON.stringify(p.model.open.map(t=>[t.step,t.assignee,t.facts.pending,t.facts.heldSince]))) }
}
console.log(seen, stuck)
