/**
 * Traces of acts: from the click, whose browser names the trace, over its receipt and the engine's decision to its
 * record. They go to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one; otherwise nothing of them is loaded.
 */

/** What may be added to a span while its work is under way. */
export type Say = { attribute(name: string, value: string | number): void; failed(why: string): void }

export type SpanFacts = {
  /** W3C trace context of the span that this one belongs to; without it, to the one under way here. */
  parent?: string | null
  kind?: 'server' | 'client' | 'internal'
  attributes?: Record<string, string | number>
}

export type Tracing = {
  on: boolean
  /** Does the work in a span of this name and returns what the work returns; a work that rejects has failed. */
  span<T>(name: string, facts: SpanFacts, work: (say: Say) => Promise<T>): Promise<T>
  /** The W3C trace context of the span under way here, or null. */
  current(): string | null
  /** Sends what has not been sent. */
  close(): Promise<void>
}

const silent: Say = { attribute: () => undefined, failed: () => undefined }

/** No traces. */
export const untraced: Tracing = {
  on: false,
  span: (_name, _facts, work) => work(silent),
  current: () => null,
  close: async () => undefined,
}

/** Traces of a part of the product under the service's name, where the environment names a collector for them. */
export async function startTracing(service: string, environment: NodeJS.ProcessEnv): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = environment
  if (!all && !traces) return untraced
  const { openTelemetry } = await import('./open-telemetry.ts')
  return openTelemetry(environment.OTEL_SERVICE_NAME || service)
}
