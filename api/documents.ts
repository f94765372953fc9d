import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Db } from '../db/connect.ts'
import { reachOf } from '../db/reach.ts'
import type { Actor } from '../domain/people.ts'
import { capabilityNames, scopeOf } from '../domain/permissions.ts'
import { refusal } from '../domain/refusals.ts'
import type { CaseDocument } from '../domain/document-list.ts'
import { mayHaveDocument } from '../domain/personal.ts'
import { compose } from './documents/compose.ts'
import { docxOf } from './documents/docx.ts'
import { type Dossier, readDossier } from './documents/dossier.ts'
import { htmlOf } from './documents/html.ts'
import type { DocumentContent } from './documents/model.ts'
import { loadPhotos } from './documents/photos.ts'
import { RefusalError, refusalOf } from './errors.ts'

export type DocumentsContext = {
  db: Db
  dataDir: string
  authenticate: (request: FastifyRequest) => Promise<Actor | null>
}

const statuses: Record<string, number> = { SIGN_IN_FIRST: 401, FORBIDDEN: 403, NOT_FOUND: 404 }
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * `GET /api/cases/:caseId/documents/:key.docx`, a document of a case within the reader's reach, under the keys of
 * `documentsOf`; with `?format=html` as a page to print. Refusals are told as `{ refusal }`.
 */
export async function documentRoutes(app: FastifyInstance, ctx: DocumentsContext): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof RefusalError)) throw error
      return reply.code(statuses[error.refusal.code] ?? 400).send({ refusal: error.refusal })
    })

    scope.get('/api/cases/:caseId/documents/:key(^[a-z-]+\\d+).docx', async (request, reply) => {
      const { caseId, key } = request.params as { caseId: string; key: string }
      const { dossier, document, content } = await find(ctx, request, caseId, key)
      reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      if ((request.query as { format?: unknown }).format === 'html') {
        return reply
          .header(
            'content-security-policy',
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
          )
          .type('text/html; charset=utf-8')
          .send(htmlOf(content))
      }
      const photos = await loadPhotos(ctx.dataDir, dossier.photos, content)
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${fileName(dossier, document)}`)
        .type(DOCX)
        .send(await docxOf(content, photos))
    })
  })
}

/** A document as the reader may have it. Refuses with NOT_FOUND whether it does not exist or is out of reach. */
async function find(
  ctx: DocumentsContext,
  request: FastifyRequest,
  caseId: string,
  key: string,
): Promise<{ dossier: Dossier; document: CaseDocument; content: DocumentContent }> {
  const actor = await ctx.authenticate(request)
  if (!actor) throw new RefusalError(refusal('SIGN_IN_FIRST'))
  const scope = scopeOf(actor, 'case.read')
  if (!scope) throw new RefusalError(refusalOf('FORBIDDEN', { what: capabilityNames['case.read'] }))
  const dossier = await readDossier(ctx.db, caseId, reachOf(scope, actor))
  const document = dossier?.documents.find((one) => one.key === key)
  const isAllowed = dossier && document && mayHaveDocument(document.kind, actor, dossier.unitId)
  const content = isAllowed ? compose(dossier, document) : null
  if (!dossier || !document || !content) throw new RefusalError(refusal('NOT_FOUND'))
  return { dossier, document, content }
}

/** Its title with its number, or with the number of its matter, in the form that headers take (RFC 5987). */
const fileName = ({ number, caseId }: Dossier, document: CaseDocument): string =>
  encodeURIComponent(
    `${document.title.zh} ${document.number ?? number ?? caseId}.docx`.replace(/[/\\:*?"<>|]/g, '-'),
  ).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
