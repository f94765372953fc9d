const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

/** The parts of a W3C trace context; null for anything that is none, which strangers may send. */
export function parseTraceparent(written: unknown): { traceId: string; spanId: string; traceFlags: number } | null {
  const [, traceId, spanId, flags] = (typeof written === 'string' && TRACEPARENT.exec(written)) || []
  if (traceId === undefined || spanId === undefined || flags === undefined) return null
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 }
}
