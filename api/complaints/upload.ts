import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { originalKey, servedKey } from '../../db/evidence.ts'
import { registerUpload, sweepUploads, uploadsOf } from '../../db/public-uploads.ts'
import { PUBLIC_PHOTO_BYTES, PUBLIC_PHOTOS } from '../../domain/complaint-views.ts'
import { refusal } from '../../domain/refusals.ts'
import type { App } from '../context.ts'
import { RefusalError, TRPCError } from '../errors.ts'
import { RESERVE, statuses } from '../evidence.ts'
import { openQuarantine, write } from '../evidence/files.ts'
import { makeShown } from '../evidence/photo.ts'
import { drain, receive, toldFailure } from '../evidence/receive.ts'
import { type Draft, readDraft } from './draft-token.ts'

/** How long an upload may wait for its complaint, in hours: as long as a draft lives. */
const KEPT_HOURS = 72

/**
 * `POST /api/public/evidence` takes a photo for the draft in `x-draft` and answers `{ id, width, height }`. Only the
 * re-encoded copy is kept: where, when and with what it was taken goes, for strangers, from the original too.
 */
export async function publicUploadRoutes(server: FastifyInstance, app: App): Promise<void> {
  const { dataDir, secret } = app.config
  const folder = await openQuarantine(dataDir)
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, body, done) => done(null, body))
  server.setErrorHandler(async (error, request, reply) => {
    const inner = error instanceof TRPCError ? error.cause : error
    const told = toldFailure(inner)
    if (!(told instanceof RefusalError)) throw error
    await drain(request.raw)
    return reply.code(statuses[told.refusal.code] ?? 400).send({ refusal: told.refusal })
  })

  server.post('/api/public/evidence', async (request, reply) => {
    const draft = readDraft(secret, String(request.headers['x-draft'] ?? ''), Date.now())
    if (!draft) throw new RefusalError(refusal('DRAFT_STALE'))
    if (!/^image\//i.test(request.headers['content-type'] ?? '')) throw new RefusalError(refusal('NOT_A_PHOTO'))
    await app.throttle.take('upload', request.ip)
    const declared = Number(request.headers['content-length'] ?? 0)
    return reply.code(201).send(await store(app, draft, request.body as Readable, folder, declared))
  })
}

async function store(app: App, draft: Draft, body: Readable, folder: string, declared: number) {
  const full = () => new RefusalError(refusal('DRAFT_FULL', { limit: String(PUBLIC_PHOTOS) }))
  // Twice as many as are shown: somebody may think better of one.
  const most = PUBLIC_PHOTOS * 2
  if ((await uploadsOf(app.db, draft.id)) >= most) throw full()
  const { dataDir } = app.config
  const { path } = await receive(body, folder, declared, RESERVE, PUBLIC_PHOTO_BYTES)
  try {
    const { jpeg, width, height } = await makeShown(path)
    const sha256 = createHash('sha256').update(jpeg).digest('hex')
    const keys = { original_key: originalKey(sha256), served_key: servedKey(sha256) }
    await write(dataDir, keys.original_key, jpeg)
    await write(dataDir, keys.served_key, jpeg)
    const photo = {
      sha256,
      bytes: jpeg.length,
      mime: 'image/jpeg',
      width,
      height,
      original_name: '照片',
      served_bytes: jpeg.length,
      ...keys,
    }
    const id = await registerUpload(app.db, draft.id, photo, most)
    if (id === null) throw full()
    return { id, width, height }
  } finally {
    await rm(path, { force: true })
  }
}

/** Removes photos that were uploaded for a complaint which was never sent. Returns how many files went. */
export async function sweepPublicUploads(app: App, hours = KEPT_HOURS): Promise<number> {
  const keys = await sweepUploads(app.db, hours)
  for (const key of keys) await rm(join(app.config.dataDir, key), { force: true })
  return keys.length
}
