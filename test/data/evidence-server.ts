import Fastify, { type FastifyInstance } from 'fastify'
import { evidenceRoutes } from '../../api/evidence.ts'
import { connect } from '../../db/connect.ts'
import { findPerson } from '../../db/people.ts'

/**
 * An API of the evidence routes alone; the header `x-user` names who is signed in. Started as a program
 * (database URL and data folder as arguments) it can be killed.
 */
export async function startServer(databaseUrl: string, dataDir: string, reserve?: number) {
  const { db, close } = connect(databaseUrl)
  const app: FastifyInstance = Fastify({ forceCloseConnections: true })
  await evidenceRoutes(app, {
    db,
    dataDir,
    ...(reserve === undefined ? {} : { reserve }),
    authenticate: async (request) =>
      (await findPerson(db, { username: String(request.headers['x-user']) }))?.actor ?? null,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { address, db, stop: () => app.close().then(close) }
}

const [, script, databaseUrl, dataDir] = process.argv
if (script === import.meta.filename && databaseUrl && dataDir) {
  process.stdout.write(`${(await startServer(databaseUrl, dataDir)).address}\n`)
}
