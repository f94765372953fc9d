import { DefaultLogger, type LogEntry, makeTelemetryFilterString, Runtime } from '@temporalio/worker'

/**
 * Sets up what all of this process's workers share: logs as lines of JSON that name the case, and, given a port,
 * the library's own figures (task slots, latencies, cache) for Prometheus at http://127.0.0.1:port/metrics.
 * A port that is taken costs the figures, never the worker. `heard` is told every line.
 */
export function installRuntime(metricsPort: number | undefined, heard: (entry: LogEntry) => void): void {
  const logger = new DefaultLogger('INFO', (entry) => {
    console.log(lineOf(entry))
    heard(entry)
  })
  // Forwarded: what its native part says of a step that failed is heard too.
  const logging = { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} }
  if (metricsPort !== undefined) {
    try {
      const prometheus = {
        bindAddress: `127.0.0.1:${metricsPort}`,
        countersTotalSuffix: true,
        useSecondsForDurations: true,
      }
      Runtime.install({ logger, telemetryOptions: { logging, metrics: { prometheus } } })
      return
    } catch (error) {
      console.error(`no figures at port ${metricsPort}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  Runtime.install({ logger, telemetryOptions: { logging } })
}

const LEVELS: Record<string, number> = { TRACE: 10, DEBUG: 20, INFO: 30, WARN: 40, ERROR: 50 }

/** One line of JSON in the shape of the API's log, with the case's id under the same name. */
function lineOf({ level, message, timestampNanos, meta }: LogEntry): string {
  const { workflowId, error, ...rest } = (meta ?? {}) as Record<string, unknown>
  const line = {
    level: LEVELS[level] ?? 30,
    time: Number(timestampNanos / 1_000_000n),
    ...(workflowId === undefined ? {} : { case: workflowId }),
    msg: message,
    ...(error instanceof Error ? { err: { type: error.name, message: error.message, stack: error.stack } } : {}),
    ...rest,
  }
  return JSON.stringify(line, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
