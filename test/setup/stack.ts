import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { aDataDir } from './data-dir.ts'
import { type Running, startStack } from './running.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    stack: Running['addresses']
  }
}

/** The whole product once for all scenarios: real PostgreSQL, Temporal Server, worker and API. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await aDataDir('test')
  const running = await startStack(dataDir)
  project.provide('stack', running.addresses)
  return async () => {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
