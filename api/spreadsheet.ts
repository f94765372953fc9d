import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '../db/connect.ts'
import { readItems } from '../db/intervention-reads.ts'
import { onlyUnit, type Reach, reachOf } from '../db/reach.ts'
import { CoverageQuery } from '../domain/assessment/coverage.ts'
import { dateOf } from '../domain/calendar.ts'
import type { Actor } from '../domain/people.ts'
import { type Capability, capabilityNames, scopeOf } from '../domain/permissions.ts'
import { refusal } from '../domain/refusals.ts'
import { ComplaintQuery } from '../domain/complaint-views.ts'
import { RegisterQuery } from '../domain/problem-views.ts'
import { ResultQuery } from '../domain/referral-views.ts'
import { CaseQuery } from '../domain/views.ts'
import { coverageOf } from './coverage.ts'
import { RefusalError, refusalOf } from './errors.ts'
import { readResults } from './results.ts'
import { itemView } from './interventions/views.ts'
import { interventionSheet } from './spreadsheet/intervention.ts'
import { coverageSheet } from './spreadsheet/coverage.ts'
import { caseLedger } from './spreadsheet/case-ledger.ts'
import { resultsSheet } from './spreadsheet/results.ts'
import { complaintLedger } from './spreadsheet/complaint-ledger.ts'
import { noticeLookups } from './spreadsheet/lookups.ts'
import { problemLedger } from './spreadsheet/problem-ledger.ts'
import { noticeTemplate } from './spreadsheet/template.ts'

export type SpreadsheetContext = { db: Db; authenticate: (request: FastifyRequest) => Promise<Actor | null> }

const statuses: Record<string, number> = { SIGN_IN_FIRST: 401, FORBIDDEN: 403, INVALID_FORM: 400 }

const InLanguage = z.object({ language: z.enum(['zh', 'en']).catch('zh') })

/**
 * `GET /api/notices/template.xlsx`, to fill in many notices, and `GET /api/notices/export.xlsx?<CaseQuery>`, the
 * ledger of notices, and `GET /api/problems/export.xlsx?<RegisterQuery>`, the register of problems; all take `language=zh|en`. Refusals are told as `{ refusal }`.
 */
export async function spreadsheetRoutes(app: FastifyInstance, ctx: SpreadsheetContext): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof RefusalError)) throw error
      return reply.code(statuses[error.refusal.code] ?? 400).send({ refusal: error.refusal })
    })

    scope.get('/api/notices/template.xlsx', async (request, reply) => {
      await entitled(ctx, request, 'notice.launch')
      const { language } = InLanguage.parse(request.query)
      return workbook(reply, '督办导入模板', await noticeTemplate(await noticeLookups(ctx.db), language))
    })

    scope.get('/api/notices/export.xlsx', async (request, reply) => {
      const reach = await entitled(ctx, request, 'case.export')
      const query = CaseQuery.safeParse({ ...(request.query as object), page: 1, limit: 1 })
      if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
      const { language } = InLanguage.parse(request.query)
      const now = Date.now()
      return workbook(reply, `督办台账-${dateOf(now)}`, await caseLedger(ctx.db, query.data, reach, { language, now }))
    })

    scope.get('/api/complaints/export.xlsx', async (request, reply) => {
      const reach = await entitled(ctx, request, 'complaint.read')
      const query = ComplaintQuery.safeParse({ ...(request.query as object), page: 1, limit: 1 })
      if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
      const { language } = InLanguage.parse(request.query)
      const now = Date.now()
      const asked = { ...query.data, receiptSha256: null }
      return workbook(
        reply,
        `卫生举报台账-${dateOf(now)}`,
        await complaintLedger(ctx.db, asked, reach, { language, now }),
      )
    })

    scope.get('/api/problems/export.xlsx', async (request, reply) => {
      const reach = await entitled(ctx, request, 'case.export')
      const query = RegisterQuery.safeParse({ ...(request.query as object), page: 1, limit: 1 })
      if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
      const { language } = InLanguage.parse(request.query)
      const now = Date.now()
      return workbook(
        reply,
        `问题台账-${dateOf(now)}`,
        await problemLedger(ctx.db, query.data, reach, { language, now }),
      )
    })

    scope.get('/api/interventions/:id/export.xlsx', async (request, reply) => {
      await entitled(ctx, request, 'intervention.read')
      const { id } = z.object({ id: z.uuid() }).parse(request.params)
      const { language } = InLanguage.parse(request.query)
      const rows = (await readItems(ctx.db, id)).map(itemView)
      return workbook(reply, `处置结果-${dateOf(Date.now())}`, await interventionSheet(rows, language))
    })

    scope.get('/api/assessment/coverage.xlsx', async (request, reply) => {
      const reach = await entitled(ctx, request, 'assessment.read')
      const query = CoverageQuery.safeParse(request.query)
      if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
      const { language } = InLanguage.parse(request.query)
      const { year, half } = query.data
      const view = await coverageOf(ctx.db, query.data, onlyUnit(reach))
      return workbook(reply, `标准覆盖-${year}${half}`, await coverageSheet(view, language))
    })

    scope.get('/api/referrals/results.xlsx', async (request, reply) => {
      const reach = await entitled(ctx, request, 'result.read')
      const query = ResultQuery.safeParse(request.query)
      if (!query.success) throw new RefusalError(refusal('INVALID_FORM'))
      const { language } = InLanguage.parse(request.query)
      const rows = await readResults(ctx.db, reach, query.data)
      return workbook(reply, `移送与结果-${dateOf(Date.now())}`, await resultsSheet(rows, language))
    })
  })
}

async function entitled(ctx: SpreadsheetContext, request: FastifyRequest, capability: Capability): Promise<Reach> {
  const actor = await ctx.authenticate(request)
  if (!actor) throw new RefusalError(refusal('SIGN_IN_FIRST'))
  const scope = scopeOf(actor, capability)
  if (!scope) throw new RefusalError(refusalOf('FORBIDDEN', { what: capabilityNames[capability] }))
  return reachOf(scope, actor)
}

const workbook = (reply: FastifyReply, name: string, bytes: Buffer) =>
  reply
    .headers({
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .send(bytes)
