/** The parts of an installation, for `npm start`, the tests' set-up and the benches. */
export { defaultDataDir, openDataDir, projectDir, readSecrets } from './data-dir.ts'
export { Failure } from './failure.ts'
export type { Kept, Log } from './keep.ts'
export { isPortFree, stablePorts } from './ports.ts'
export { startPostgres, type Postgres, type PostgresOptions } from './postgres.ts'
export { spawnPart, type PartOptions } from './processes.ts'
export { startTemporal, type Temporal, type TemporalOptions } from './temporal.ts'
export { ensureTemporalServer, type TemporalPrograms } from './temporal-programs.ts'
