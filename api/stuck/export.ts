import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dateOf } from '../../domain/calendar.ts'
import type { Actor } from '../../domain/people.ts'
import { capabilityNames, scopeOf } from '../../domain/permissions.ts'
import { refusal } from '../../domain/refusals.ts'
import { queried } from '../../domain/stuck-query.ts'
import { type StuckItem, StuckQuery } from '../../domain/stuck-views.ts'
import type { App } from '../context.ts'
import { RefusalError, refusalOf } from '../errors.ts'
import { stuckCsv, stuckSheet } from '../spreadsheet/stuck-sheet.ts'
import { stuckBoard } from './view.ts'

type Exporting = { app: App; authenticate: (request: FastifyRequest) => Promise<Actor | null> }

const statuses: Record<string, number> = { SIGN_IN_FIRST: 401, FORBIDDEN: 403 }
const InLanguage = z.object({ language: z.enum(['zh', 'en']).catch('zh') })

/** `GET /api/stuck/export.xlsx` and `.csv?<StuckQuery>`: the board as it is narrowed; take `language=zh|en`. */
export async function stuckRoutes(scope: FastifyInstance, ctx: Exporting): Promise<void> {
  scope.setErrorHandler(async (error, _request, reply) => {
    if (!(error instanceof RefusalError)) throw error
    return reply.code(statuses[error.refusal.code] ?? 400).send({ refusal: error.refusal })
  })
  scope.get('/api/stuck/export.xlsx', async (request, reply) => {
    const { items, language } = await asked(ctx, request)
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return file(reply, 'xlsx', type).send(await stuckSheet(items, language))
  })
  scope.get('/api/stuck/export.csv', async (request, reply) => {
    const { items, language } = await asked(ctx, request)
    return file(reply, 'csv', 'text/csv; charset=utf-8').send(stuckCsv(items, language))
  })
}

async function asked({ app, authenticate }: Exporting, request: FastifyRequest) {
  const actor = await authenticate(request)
  if (!actor) throw new RefusalError(refusal('SIGN_IN_FIRST'))
  const scope = scopeOf(actor, 'stuck.read')
  if (!scope) throw new RefusalError(refusalOf('FORBIDDEN', { what: capabilityNames['stuck.read'] }))
  const query = StuckQuery.safeParse(request.query)
  if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
  const items: StuckItem[] = queried(await stuckBoard(app, { scope, actor }), query.data)
  return { items, language: InLanguage.parse(request.query).language }
}

const file = (reply: FastifyReply, extension: string, type: string) =>
  reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`异常-${dateOf(Date.now())}`)}.${extension}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
