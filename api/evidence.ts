import type { Readable } from 'node:stream'
import { rm } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../db/connect.ts'
import {
  findReadableEvidence,
  originalKey,
  photosPerDay,
  photosToday,
  registerEvidence,
  servedKey,
} from '../db/evidence.ts'
import type { Actor } from '../domain/people.ts'
import { type Capability, capabilityNames, scopeOf } from '../domain/permissions.ts'
import { thumbnailWidths } from '../domain/photos.ts'
import { refusal, type RefusalCode } from '../domain/refusals.ts'
import { RefusalError, refusalOf } from './errors.ts'
import { openQuarantine, readWhole, settle, write } from './evidence/files.ts'
import { inline, originalName } from './evidence/names.ts'
import { makeShown, makeThumbnail } from './evidence/photo.ts'
import { drain, receive, toldFailure } from './evidence/receive.ts'

/** What the evidence routes work with. `reserve`: bytes of free disk that uploads leave to the database. */
export type EvidenceContext = {
  db: Db
  dataDir: string
  authenticate: (request: FastifyRequest) => Promise<Actor | null>
  reserve?: number
}

export const RESERVE = 500 * 1024 * 1024

/** With which HTTP status an upload's refusal is told. */
export const statuses: Partial<Record<RefusalCode, number>> = {
  SIGN_IN_FIRST: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  FILE_TOO_LARGE: 413,
  NOT_A_PHOTO: 415,
  HEIC_PHOTO: 415,
  TOO_MANY_PIXELS: 422,
  QUOTA_EXCEEDED: 429,
  DRAFT_STALE: 409,
  DRAFT_FULL: 429,
  TOO_OFTEN: 429,
  FILE_DAMAGED: 500,
  DISK_FULL: 507,
}

/**
 * `POST /api/evidence` takes the bytes of a photo and answers `{ id, sha256, url, width, height }` once the
 * file and its row are safe; `GET /api/evidence/:id` shows the re-encoded copy to whoever may see a case it
 * belongs to. Refusals are told as `{ refusal }`.
 */
export async function evidenceRoutes(app: FastifyInstance, ctx: EvidenceContext): Promise<void> {
  const folder = await openQuarantine(ctx.dataDir)
  await app.register(async (scope) => {
    // Every body is left unread, so that nothing is buffered before we know who sends it.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, body, done) => done(null, body))

    scope.setErrorHandler(async (error, request, reply) => {
      const told = toldFailure(error)
      if (!(told instanceof RefusalError)) throw error
      if (request.method === 'POST') await drain(request.raw)
      return reply.code(statuses[told.refusal.code] ?? 400).send({ refusal: told.refusal })
    })

    scope.post('/api/evidence', async (request, reply) => {
      const actor = await entitled(ctx, request, 'evidence.upload')
      // An image type is also what no foreign page can send without asking first.
      if (!/^image\//i.test(request.headers['content-type'] ?? '')) throw new RefusalError(refusal('NOT_A_PHOTO'))
      const stored = await store(ctx, actor, request, folder)
      return reply.code(201).send(stored)
    })

    scope.get('/api/evidence/:id', async (request, reply) => {
      const actor = await entitled(ctx, request, null)
      const id = z.uuid().safeParse((request.params as { id: string }).id)
      const photo = id.success ? await findReadableEvidence(ctx.db, actor, id.data) : null
      if (!photo) throw new RefusalError(refusal('NOT_FOUND'))
      const width = thumbnailWidth((request.query as { w?: unknown }).w)
      const tag = `"${photo.sha256.slice(0, 32)}-${width ?? 'whole'}"`
      reply.headers({
        'content-disposition': inline(photo.original_name),
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        // Offices share computers: a copy outlives a sign-out by an hour at most.
        'cache-control': 'private, max-age=3600',
        etag: tag,
      })
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      const jpeg = await readWhole(ctx.dataDir, photo.served_key)
      if (!jpeg) {
        request.log.error({ evidence: photo.id, key: photo.served_key }, 'stored photo is missing or altered')
        throw new RefusalError(refusal('FILE_DAMAGED'))
      }
      return reply.type('image/jpeg').send(width === null ? jpeg : await makeThumbnail(jpeg, width))
    })
  })
}

/** Who asks, provided they are signed in and, where one is given, hold the capability. */
async function entitled(ctx: EvidenceContext, request: FastifyRequest, capability: Capability | null): Promise<Actor> {
  const actor = await ctx.authenticate(request)
  if (!actor) throw new RefusalError(refusal('SIGN_IN_FIRST'))
  if (capability && !scopeOf(actor, capability))
    throw new RefusalError(refusalOf('FORBIDDEN', { what: capabilityNames[capability] }))
  return actor
}

/** File durable, then its row, then the answer: a kill in between leaves no row without its file. */
async function store(ctx: EvidenceContext, actor: Actor, request: FastifyRequest, folder: string) {
  const limit = await photosPerDay(ctx.db)
  const fullDay = () => new RefusalError(refusal('QUOTA_EXCEEDED', { limit: String(limit) }))
  if ((await photosToday(ctx.db, actor.userId, Date.now())) >= limit) throw fullDay()
  const declared = Number(request.headers['content-length'] ?? 0)
  const { path, bytes, sha256 } = await receive(request.body as Readable, folder, declared, ctx.reserve ?? RESERVE)
  try {
    const { format, jpeg, width, height } = await makeShown(path)
    const keys = {
      original_key: originalKey(sha256),
      served_key: servedKey(createHash('sha256').update(jpeg).digest('hex')),
    }
    await write(ctx.dataDir, keys.served_key, jpeg)
    await settle(ctx.dataDir, keys.original_key, path)
    const id = await registerEvidence(
      ctx.db,
      actor,
      {
        sha256,
        bytes,
        mime: `image/${format}`,
        width,
        height,
        original_name: originalName(request.headers['x-file-name']),
        served_bytes: jpeg.length,
        ...keys,
      },
      { limit, now: Date.now() },
    )
    if (id === null) throw fullDay()
    return { id, sha256, url: `/api/evidence/${id}`, width, height }
  } finally {
    await rm(path, { force: true })
  }
}

/** The smallest offered width that is as wide as asked, or null for the whole photo. */
function thumbnailWidth(asked: unknown): number | null {
  const wanted = Number(asked)
  return (wanted > 0 && thumbnailWidths.find((width) => width >= wanted)) || null
}
