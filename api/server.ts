import { existsSync } from 'node:fs'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { type App, requestContext } from './context.ts'
import { isPublicAct } from './complaints/public-acts.ts'
import { publicUploadRoutes } from './complaints/upload.ts'
import { documentRoutes } from './documents.ts'
import { dossierRoutes } from './dossier/export.ts'
import { isDatabaseAway, unavailableText } from './errors.ts'
import { evidenceRoutes } from './evidence.ts'
import { healthRoutes } from './health.ts'
import { metricsRoutes } from './metrics.ts'
import { openApiRoutes } from './openapi.ts'
import { guardOrigin } from './origin.ts'
import { type AppRouter, appRouter } from './router.ts'
import { spreadsheetRoutes } from './spreadsheet.ts'
import { stuckRoutes } from './stuck/export.ts'

/** The HTTP server: the API, its health, and the web app where it is built. Not listening yet. */
export async function buildServer(app: App): Promise<FastifyInstance> {
  const { config } = app
  let stopping = false
  const server = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 5_000 },
    requestTimeout: 60_000,
    connectionTimeout: 0,
    return503OnClosing: true,
  })
  server.server.headersTimeout = 10_000
  server.server.maxConnections = 4_000
  server.addHook('preClose', async () => {
    stopping = true
    await app.live.close()
  })

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.origin?.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await server.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => ({
      statusCode: 429,
      code: 'TOO_MANY_REQUESTS',
      message: '操作过于频繁，请稍等一分钟再试。',
    }),
  })
  server.addHook('onRequest', guardOrigin(config.origin))
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  server.addHook('onResponse', async (request, reply) => {
    // Without the query, which may hold what somebody searched for.
    const line = {
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      // Addresses beside the instants at which complaints came in would tell who complained.
      ...(isPublicAct(request.url) ? {} : { ip: request.ip }),
    }
    if (request.method === 'GET') request.log.debug(line, 'answered')
    else request.log.info(line, 'answered')
  })
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (isDatabaseAway(error))
      return reply
        .code(503)
        .header('retry-after', '5')
        .send({ code: 'SERVICE_UNAVAILABLE', message: unavailableText.zh })
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error, url: request.url }, 'request failed')
    return reply.code(status).send({
      code: status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST',
      message: status >= 500 ? '系统暂时出错，请稍后重试；仍不行请联系系统管理员。' : error.message,
    })
  })

  healthRoutes(server, app, () => stopping)
  metricsRoutes(server, app)
  await server.register(fastifyTRPCPlugin, {
    prefix: '/api/trpc',
    trpcOptions: {
      router: appRouter,
      maxBatchSize: 10,
      createContext: ({ req, res }) => requestContext(app, req, res),
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>)
  await server.register(async (scope) => openApiRoutes(scope, app))
  const authenticate = async (request: Parameters<typeof requestContext>[1]) =>
    (await app.auth.identify(request.headers))?.actor ?? null
  await server.register(async (scope) => evidenceRoutes(scope, { db: app.db, dataDir: config.dataDir, authenticate }))
  await server.register(async (scope) => publicUploadRoutes(scope, app))
  await server.register(async (scope) => spreadsheetRoutes(scope, { db: app.db, authenticate }))
  await server.register(async (scope) => stuckRoutes(scope, { app, authenticate }))
  await server.register(async (scope) => documentRoutes(scope, { db: app.db, dataDir: config.dataDir, authenticate }))
  await server.register(async (scope) => dossierRoutes(scope, { app, authenticate }))
  await webRoutes(server, config.webDir)
  return server
}

/** The built web app; every address that is not the API's is one of its pages. */
async function webRoutes(server: FastifyInstance, webDir: string): Promise<void> {
  const isBuilt = existsSync(webDir)
  if (isBuilt) {
    await server.register(fastifyStatic, {
      root: webDir,
      wildcard: true,
      // The build leaves a .br and a .gz beside what is worth it.
      preCompressed: true,
      // Said below, by what a file is; the plugin's own word would come after it.
      cacheControl: false,
      setHeaders: (response, path) => {
        response.setHeader(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  server.setNotFoundHandler((request, reply) => {
    if (isBuilt && /^\/jubao\/?(?:\?|$)/.test(request.url))
      return reply.header('cache-control', 'no-cache').sendFile('jubao.html')
    const page = (request.method === 'GET' || request.method === 'HEAD') && isBuilt && !request.url.startsWith('/api/')
    if (page && (request.headers.accept ?? '').includes('text/html'))
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    return reply.code(404).send({ code: 'NOT_FOUND', message: '没有这个地址。' })
  })
}
