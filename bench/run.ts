import { cpus } from 'node:os'
import { twoYears } from './campaign.ts'
import { inbox } from './inbox.ts'
import { steps } from './steps.ts'
import { watch } from './watch.ts'

/**
 * Prints measurements as Markdown. Usage: run.ts [steps|inbox|all] [seconds per turn] [turns], or
 * run.ts campaign [whole|small] [lanes] [seconds at most], or run.ts watch [cases …], which are no part of `all`.
 */
const [which = 'all', seconds = '8', turns = '3'] = process.argv.slice(2)
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`,
)
if (which === 'campaign') {
  const told = (line: string) => console.error(line)
  const [, , , size, lanes = '16', most = 'Infinity'] = process.argv
  const scale = { small: size === 'small', lanes: Number(lanes), seconds: Number(most) }
  console.log(`## Campaign\n\n${await twoYears(scale, told)}\n`)
  process.exit(0)
}
if (which === 'watch') {
  const counts = process.argv.slice(3).map(Number)
  const told = (line: string) => console.error(line)
  console.log(`## Watch\n\n${await watch(counts.length > 0 ? counts : [500, 2_000], told)}\n`)
  process.exit(0)
}
if (which !== 'inbox') console.log(`## Steps\n\n${await steps(Number(seconds), Number(turns))}\n`)
if (which !== 'steps') console.log(`## Inbox\n\n${await inbox()}\n`)
