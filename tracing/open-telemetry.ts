import { AsyncLocalStorage } from 'node:async_hooks'
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { parseTraceparent } from './traceparent.ts'
import type { Tracing } from './tracing.ts'

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL }

/**
 * Traces by OpenTelemetry, sent in batches to the collector that its own standard variables name. Nothing is made
 * global, so that no library begins to trace by itself.
 */
export function openTelemetry(service: string): Tracing {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  const tracer = provider.getTracer('chuangwei')
  const under = new AsyncLocalStorage<Span>()
  const contextOf = (parent: string | null | undefined) => {
    const named = parseTraceparent(parent)
    if (named) return trace.setSpanContext(ROOT_CONTEXT, { ...named, isRemote: true })
    const here = under.getStore()
    return here ? trace.setSpan(ROOT_CONTEXT, here) : ROOT_CONTEXT
  }
  return {
    on: true,
    span: (name, { parent, kind = 'internal', attributes = {} }, work) => {
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, contextOf(parent))
      const failed = (message: string) => void span.setStatus({ code: SpanStatusCode.ERROR, message })
      return under.run(span, async () => {
        try {
          return await work({ attribute: (key, value) => void span.setAttribute(key, value), failed })
        } catch (error) {
          failed(error instanceof Error ? error.message : String(error))
          throw error
        } finally {
          span.end()
        }
      })
    },
    current: () => {
      const here = under.getStore()?.spanContext()
      if (!here) return null
      return `00-${here.traceId}-${here.spanId}-${here.traceFlags.toString(16).padStart(2, '0')}`
    },
    // A collector that is away must not keep anybody from stopping.
    close: () => provider.shutdown().catch(() => undefined),
  }
}
