import { ruleFaults } from './rule.ts'

/** Plays by the rule of the folder in which this stands and prints what is wrong with it. */
const [seed, runs] = process.argv.slice(2).map(Number)
process.stdout.write(JSON.stringify(ruleFaults(seed ?? 1, runs ?? 300)))
