import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { claimPort } from './port-claims.ts'

const file = (dataDir: string): string => join(dataDir, 'ports.json')

/** Resolves to true when `port` can be listened on at `host` now. Never rejects. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

function readPorts(dataDir: string): Record<string, number> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file(dataDir), 'utf8'))
    if (typeof parsed !== 'object' || parsed === null) return {}
    return Object.fromEntries(Object.entries(parsed).filter((pair) => Number.isInteger(pair[1])))
  } catch {
    return {}
  }
}

/**
 * Resolves to a free port for each name, on 127.0.0.1.
 * A name keeps its port in `<dataDir>/ports.json` from start to start, and moves only when someone else took it:
 * whoever wrote an address down (a history's host, a psql command line) finds it again.
 * `wanted` are the first choices. Two launchers that choose at the same moment never choose the same port.
 */
export async function stablePorts<Name extends string>(
  dataDir: string,
  wanted: Record<Name, number>,
): Promise<Record<Name, number>> {
  const known = readPorts(dataDir)
  const used = new Set<number>()
  const chosen = { ...wanted }
  for (const name of Object.keys(wanted) as Name[]) {
    let port = known[name] ?? wanted[name]
    // Below the ephemeral range (32768 on Linux), where outgoing connections would take ports at random.
    for (let tries = 0; used.has(port) || !(await isPortFree(port)) || !claimPort(port, dataDir); tries++) {
      port = tries < 20 ? port + 1 : 10_000 + Math.floor(Math.random() * 20_000)
    }
    used.add(port)
    chosen[name] = port
  }
  writeFileSync(file(dataDir), `${JSON.stringify({ ...known, ...chosen }, null, 2)}\n`)
  return chosen
}
