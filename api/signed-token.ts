import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * The session's token in a request, as the library signs it: the token, a point, and its HMAC-SHA-256 in base64, the
 * whole percent-encoded in a cookie. Checked here so that knowing who asks takes one query instead of three.
 */

/** The token of an `Authorization: Bearer` header; null when there is none that we signed. */
export function bearerToken({ authorization }: IncomingHttpHeaders, secret: string): string | null {
  const [, value] = /^bearer\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  return value === undefined ? null : verified(value, secret)
}

/** The token of a cookie; null when there is none that we signed. */
export function cookieToken({ cookie = '' }: IncomingHttpHeaders, name: string, secret: string): string | null {
  for (const pair of cookie.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return verified(pair.slice(at + 1).trim(), secret)
  }
  return null
}

function verified(encoded: string, secret: string): string | null {
  const signed = decoded(encoded)
  const point = signed.lastIndexOf('.')
  if (point < 1) return null
  const token = signed.slice(0, point)
  const theirs = Buffer.from(signed.slice(point + 1), 'base64')
  const ours = createHmac('sha256', secret).update(token).digest()
  return theirs.length === ours.length && timingSafeEqual(theirs, ours) ? token : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
