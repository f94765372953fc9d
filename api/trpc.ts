import { type AnyRouter, initTRPC } from '@trpc/server'
import { type Capability, type Scope, scopeOf } from '../domain/permissions.ts'
import type { Actor } from '../domain/people.ts'
import type { RequestContext, Session } from './context.ts'
import { forbidden, refusalIn, toldError, unauthenticated } from './errors.ts'

export type HttpMeta = {
  enabled?: boolean
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  description?: string
  tags?: string[]
  protect?: boolean
}

/** What every procedure says of itself: who may call it, and where it stands in the REST interface, if it does. */
export type Meta = { capability: Capability | 'open' | 'signedIn'; openapi?: HttpMeta }

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        refusal: refusalIn(error),
      },
    }),
  })

export const router = t.router

export type Described = { meta?: Meta; type: 'query' | 'mutation' | 'subscription' }

/** Every procedure of a router by its path, with what it says of itself. */
export function described(of: AnyRouter): Record<string, Described> {
  // oxlint-disable-next-line no-underscore-dangle -- where the library keeps it
  const procedures = of._def.procedures as unknown as Record<string, { _def: Described }>
  // oxlint-disable-next-line no-underscore-dangle -- the same
  return Object.fromEntries(Object.entries(procedures).map(([path, procedure]) => [path, procedure._def]))
}

export const createCallerFactory = t.createCallerFactory

const base = t.procedure.use(async ({ ctx, next, path, type }) => {
  const facts = { parent: ctx.traceparent, kind: 'server' } as const
  const result = await (type !== 'mutation'
    ? next()
    : ctx.app.tracing.span(path, facts, async (say) => {
        const done = await next()
        if (!done.ok) say.failed(done.error.message)
        return done
      }))
  if (result.ok) return result
  const told = toldError(result.error)
  if (told.code === 'INTERNAL_SERVER_ERROR' || told.code === 'SERVICE_UNAVAILABLE') {
    ctx.log.error({ path, err: result.error.cause ?? result.error }, 'request failed')
  }
  throw told
})

/** For anybody, signed in or not. */
export const open = base.meta({ capability: 'open' })

export type SignedIn = RequestContext & { session: Session; actor: Actor }
export type Entitled = SignedIn & { scope: Scope }

/** For everybody who is signed in, about themselves. */
export const signedIn = base.meta({ capability: 'signedIn' }).use(async ({ ctx, next }) => {
  const session = await ctx.identify()
  if (!session) throw unauthenticated()
  return next({ ctx: { ...ctx, session, actor: session.actor } satisfies SignedIn })
})

/**
 * For whoever holds the capability; the scope in which they hold it is in the context. `onForbidden` keeps a
 * record of who asked without holding it.
 */
export const procedure = (capability: Capability, onForbidden?: (ctx: SignedIn, asked: unknown) => Promise<void>) =>
  base.meta({ capability }).use(async ({ ctx, next, getRawInput }) => {
    const session = await ctx.identify()
    if (!session) throw unauthenticated()
    const scope = scopeOf(session.actor, capability)
    if (!scope) {
      await onForbidden?.({ ...ctx, session, actor: session.actor }, await getRawInput())
      throw forbidden(capability)
    }
    return next({ ctx: { ...ctx, session, actor: session.actor, scope } satisfies Entitled })
  })
