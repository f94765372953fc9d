import type { FastifyReply, FastifyRequest } from 'fastify'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets no foreign page act with a browser's cookie: a request that changes something must come from our own
 * pages, as the browser itself says in `Origin` or `Sec-Fetch-Site`. Calls with a bearer token come from
 * programs and need neither. Answers 403 otherwise.
 */
export const guardOrigin =
  (configured: string | undefined) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (SAFE.has(request.method)) return undefined
    const { origin, host, cookie, authorization } = request.headers
    const site = request.headers['sec-fetch-site']
    const own = origin === undefined ? site === 'same-origin' || site === 'none' : isOwn(origin, host, configured)
    const foreign = origin === undefined ? site === 'cross-site' || site === 'same-site' : !own
    if (foreign || (!own && cookie !== undefined && authorization === undefined)) {
      return reply
        .code(403)
        .send({ code: 'FORBIDDEN', message: '请求不是从本系统页面发出的，已拒绝。请刷新页面后重试。' })
    }
    return undefined
  }

function isOwn(origin: string, host: string | undefined, configured: string | undefined): boolean {
  if (configured !== undefined && origin === new URL(configured).origin) return true
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
