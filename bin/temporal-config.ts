/** The ports one Temporal Server needs, all on 127.0.0.1. */
export const TEMPORAL_PORTS = {
  frontend: 17_233,
  frontendPeer: 16_933,
  history: 17_234,
  historyPeer: 16_934,
  matching: 17_235,
  matchingPeer: 16_935,
  internal: 17_239,
  internalPeer: 16_939,
  temporalMetrics: 17_290,
}

export type TemporalPorts = typeof TEMPORAL_PORTS

/** Only here may time be skipped: in production one call would move a deadline by months. */
export const TIME_SKIPPING_NAMESPACES: readonly string[] = ['rehearsal', 'test']

/** What Temporal's programs need to know about a database. */
export interface Store {
  host: string
  port: string
  user: string
  password: string
  database: string
  /** Whether to speak TLS, and whether to check the server's name. */
  tls: boolean
  verify: boolean
}

/** Returns the parts of a PostgreSQL URL; `sslmode` is understood as libpq does. */
export function parseStore(databaseUrl: string): Store {
  const url = new URL(databaseUrl)
  const mode = url.searchParams.get('sslmode') ?? 'disable'
  return {
    host: url.hostname,
    port: url.port || '5432',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    tls: mode !== 'disable',
    verify: mode.startsWith('verify'),
  }
}

function store(databaseUrl: string, maxConns: number): object {
  const { host, port, user, password, database, tls, verify } = parseStore(databaseUrl)
  return {
    sql: {
      // Half the commits of the default plugin on the same work.
      pluginName: 'postgres12_pgx',
      databaseName: database,
      connectAddr: `${host}:${port}`,
      connectProtocol: 'tcp',
      user,
      password,
      tls: { enabled: tls, enableHostVerification: verify },
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  }
}

/** Returns the server's configuration. It is JSON, which every YAML reader accepts. */
export function serverConfig(
  ports: TemporalPorts,
  stores: { main: string; visibility: string },
  dynamicFile: string,
): string {
  const rpc = (grpcPort: number, membershipPort: number): object => ({
    rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1' },
  })
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn' },
      persistence: {
        defaultStore: 'main',
        visibilityStore: 'visibility',
        numHistoryShards: 4,
        datastores: { main: store(stores.main, 20), visibility: store(stores.visibility, 10) },
      },
      global: {
        membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
        metrics: { prometheus: { timerType: 'histogram', listenAddress: `127.0.0.1:${ports.temporalMetrics}` } },
      },
      services: {
        frontend: rpc(ports.frontend, ports.frontendPeer),
        history: rpc(ports.history, ports.historyPeer),
        matching: rpc(ports.matching, ports.matchingPeer),
        worker: rpc(ports.internal, ports.internalPeer),
      },
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `127.0.0.1:${ports.frontend}`,
          },
        },
      },
      publicClient: { hostPort: `127.0.0.1:${ports.frontend}` },
      dcRedirectionPolicy: { policy: 'noop' },
      dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
    },
    null,
    2,
  )
}

/** Returns the server's dynamic configuration: what may be done in which namespace, and the measured tuning. */
export function dynamicConfig(): string {
  return JSON.stringify(
    {
      'frontend.WorkflowTimeSkippingEnabled': [
        { value: false },
        ...TIME_SKIPPING_NAMESPACES.map((namespace) => ({ value: true, constraints: { namespace } })),
      ],
      // After so many skips without a pause, skipping would turn itself off silently: a rehearsed year has more.
      'frontend.WorkflowTimeSkippingMaxSkipPerSession': TIME_SKIPPING_NAMESPACES.map((namespace) => ({
        value: 100_000,
        constraints: { namespace },
      })),
      // A timer that is due at once, as each is to which time was skipped, would else wait for up to a second.
      'history.timerProcessorMaxTimeShift': [{ value: '20ms' }],
      // The second that a run must last before the next one begins is long where a year is.
      'history.workflowIdReuseMinimalInterval': TIME_SKIPPING_NAMESPACES.map((namespace) => ({
        value: '0s',
        constraints: { namespace },
      })),
      // The administrator's emergency brake.
      'frontend.WorkflowPauseEnabled': [{ value: true }],
      // The default of ten a second makes callers retry silently: p95 of a list went from 17 ms to 1.8 s.
      'frontend.namespaceRPS.visibility': [{ value: 2000 }],
      // One node needs no more, and idle partitions poll.
      'matching.numTaskqueueReadPartitions': [{ value: 1 }],
      'matching.numTaskqueueWritePartitions': [{ value: 1 }],
    },
    null,
    2,
  )
}

/** Returns the command line of the CLI's development server, with the same limits as above. */
export function devServerArgs(ports: TemporalPorts, file: string): string[] {
  const set = (key: string, value: string): string[] => ['--dynamic-config-value', `${key}=${value}`]
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(ports.frontend),
    '--headless',
    '--db-filename',
    file,
    '--log-level',
    'warn',
    '--log-format',
    'json',
    // The flag takes no constraints: without a file-based configuration, skipping stays off in all namespaces.
    ...set('frontend.WorkflowPauseEnabled', 'true'),
    ...set('frontend.namespaceRPS.visibility', '2000'),
    ...set('matching.numTaskqueueReadPartitions', '1'),
    ...set('matching.numTaskqueueWritePartitions', '1'),
  ]
}
