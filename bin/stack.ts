/** The parts of an installation, for the tests' set-up and the benches. */
export { stablePorts } from './ports.ts'
export { startPostgres } from './postgres.ts'
export { spawnPart } from './processes.ts'
export { startTemporal } from './temporal.ts'
