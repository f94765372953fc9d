const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * A random UUID (version 4). Not `crypto.randomUUID`: browsers keep that from pages served without TLS, as a
 * county's intranet may.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = hexOf(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A new W3C trace context: the trace that begins with what somebody does here. */
export const newTraceparent = (): string =>
  `00-${hexOf(crypto.getRandomValues(new Uint8Array(16)))}-${hexOf(crypto.getRandomValues(new Uint8Array(8)))}-01`
