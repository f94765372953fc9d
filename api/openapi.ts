import type { FastifyInstance } from 'fastify'
import { generateOpenApiDocument } from 'trpc-to-openapi'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { requestContext, type App } from './context.ts'
import { refusalIn, TRPCError } from './errors.ts'
import { appRouter } from './router.ts'
import { createCallerFactory, described, type HttpMeta } from './trpc.ts'

/**
 * The same procedures for other systems: REST under `/api/v1`, described at `/api/openapi.json`. Callers carry a
 * bearer token; a browser's cookie opens nothing here. The library writes the description; the calls are made
 * here, because its own handler changes the schemas it is given.
 */
export function openApiRoutes(server: FastifyInstance, app: App): void {
  let document: object | undefined
  server.get('/api/openapi.json', () => (document ??= describe(app.config.origin ?? '')))

  const createCaller = createCallerFactory(appRouter)
  for (const [path, { method, path: url }] of published()) {
    server.route({
      method,
      url: `/api/v1${url.replace(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const given = method === 'GET' ? request.query : request.body
        const input = { ...asObject(given), ...asObject(request.params) }
        try {
          const caller = createCaller(requestContext(app, request, reply, { cookies: false }))
          const call = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller)
          return await (call as (input: unknown) => Promise<unknown>)(input)
        } catch (error) {
          if (!(error instanceof TRPCError)) throw error
          return reply
            .code(getHTTPStatusCodeFromError(error))
            .send({ code: error.code, message: error.message, refusal: refusalIn(error) })
        }
      },
    })
  }
}

function* published(): Generator<[string, HttpMeta]> {
  for (const [path, { meta }] of Object.entries(described(appRouter))) if (meta?.openapi) yield [path, meta.openapi]
}

const asObject = (value: unknown): object => (value !== null && typeof value === 'object' ? value : {})

const describe = (origin: string): object =>
  generateOpenApiDocument(appRouter as unknown as Parameters<typeof generateOpenApiDocument>[0], {
    title: '创卫 Chuangwei',
    description: '县级创建卫生城市督办。先以 POST /session 取得令牌，再以 Authorization: Bearer 携带。',
    version: '1',
    openApiVersion: '3.1.0',
    baseUrl: `${origin}/api/v1`,
    securitySchemes: { Authorization: { type: 'http', scheme: 'bearer' } },
  })
