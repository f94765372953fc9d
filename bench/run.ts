import { cpus } from 'node:os'
import { inbox } from './inbox.ts'
import { steps } from './steps.ts'

/**
 * Prints all measurements as Markdown. Usage: run.ts [steps|inbox|all] [seconds per turn] [turns]
 */
const [which = 'all', seconds = '8', turns = '3'] = process.argv.slice(2)
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n`,
)
if (which !== 'inbox') console.log(`## Steps\n\n${await steps(Number(seconds), Number(turns))}\n`)
if (which !== 'steps') console.log(`## Inbox\n\n${await inbox()}\n`)
