import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeApp, createApp } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import type { App } from '../../api/context.ts'
import type { Photo } from '../../domain/fields.ts'
import { signIn } from '../faults/people.ts'
import { NAMESPACE, type Running, startStack } from '../setup/running.ts'

/** The whole product with the sample county, and the API's own functions beside it, in this process. */
export type Stage = { running: Running; app: App; photo: Photo; close: () => Promise<void> }

/** Sets the stage on free ports, in a folder that goes when it is closed. */
export async function setStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chuangwei-campaign-'))
  const running = await startStack(dataDir)
  const { addresses } = running
  const app = createApp(
    readConfig({
      DATABASE_URL: addresses.database,
      TEMPORAL_ADDRESS: addresses.temporal,
      TEMPORAL_NAMESPACE: NAMESPACE,
      CHUANGWEI_CLOCK: 'skipping',
      CHUANGWEI_DATA: dataDir,
      CHUANGWEI_SECRET: 'of-this-campaign-alone-and-of-no-other',
      CHUANGWEI_LOG: 'warn',
    }),
  )
  const photo = await (await signIn(addresses.api, 'taoxingyuan')).upload()
  return {
    running,
    app,
    photo,
    close: async () => {
      await closeApp(app)
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
