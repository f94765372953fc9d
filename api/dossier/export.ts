import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { familyOf } from '../../db/dossier.ts'
import { reachOf } from '../../db/reach.ts'
import { signedName, type Actor } from '../../domain/people.ts'
import { capabilityNames, scopeOf } from '../../domain/permissions.ts'
import { refusal } from '../../domain/refusals.ts'
import type { App } from '../context.ts'
import { RefusalError, refusalOf } from '../errors.ts'
import { type ZipFile, zipped } from '../zip.ts'
import { caseFiles } from './case-files.ts'
import { howToVerify } from './how-to-verify.ts'

export type ExportContext = { app: App; authenticate: (request: FastifyRequest) => Promise<Actor | null> }

const statuses: Record<string, number> = { SIGN_IN_FIRST: 401, FORBIDDEN: 403, NOT_FOUND: 404 }

/**
 * `GET /api/cases/:caseId/dossier.zip`: a case and its kin within the reader's reach, with everything that is needed
 * to check it elsewhere. Refusals are told as `{ refusal }`. That sealed cases were read is kept.
 */
export async function dossierRoutes(server: FastifyInstance, { app, authenticate }: ExportContext): Promise<void> {
  await server.register(async (scope) => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof RefusalError)) throw error
      return reply.code(statuses[error.refusal.code] ?? 400).send({ refusal: error.refusal })
    })

    scope.get('/api/cases/:caseId/dossier.zip', async (request, reply) => {
      const { caseId } = request.params as { caseId: string }
      const actor = await authenticate(request)
      if (!actor) throw new RefusalError(refusal('SIGN_IN_FIRST'))
      const reachScope = scopeOf(actor, 'dossier.export')
      if (!reachScope) throw new RefusalError(refusalOf('FORBIDDEN', { what: capabilityNames['dossier.export'] }))
      const reach = reachOf(reachScope, actor)
      const family = await familyOf(app.db, caseId, reach)
      if (family.length === 0) throw new RefusalError(refusal('NOT_FOUND'))
      app.log.info({ case: caseId, family, by: actor.userId }, 'dossier exported')
      return reply
        .headers({
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`案卷-${caseId}.zip`)}`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        })
        .type('application/zip')
        .send(Readable.from(zipped(files(app, family, actor, reach))))
    })
  })
}

/** The files of every case of a family, and last what they are and how to check them. */
async function* files(
  app: App,
  family: string[],
  actor: Actor,
  reach: ReturnType<typeof reachOf>,
): AsyncGenerator<ZipFile> {
  const at = new Date()
  const listed: { name: string; bytes: number; sha256: string }[] = []
  const missing: { name: string; why: string }[] = []
  for (const caseId of family) {
    for await (const file of caseFiles(app, caseId, actor, reach)) {
      if ('missing' in file) {
        missing.push({ name: file.name, why: file.missing })
        continue
      }
      const { name, bytes } = file
      listed.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
      yield { name, bytes, at }
    }
  }
  const manifest = {
    exportedAt: at.toISOString(),
    exportedBy: signedName(actor),
    cases: family,
    files: listed,
    missing,
  }
  yield { name: 'MANIFEST.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), at }
  yield { name: '核验说明 HOW TO VERIFY.txt', bytes: Buffer.from(howToVerify), at }
}
