import { readdir, readFile } from 'node:fs/promises'

/** Figures of one run: how many per second, and how long each took, ms. */
export type Figures = { perSecond: number; p50: number; p95: number; count: number }

export type Timed = <T>(step: () => Promise<T>) => Promise<T>

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )

export function figures(latencies: readonly number[], seconds: number): Figures {
  const sorted = latencies.toSorted((a, b) => a - b)
  return {
    perSecond: latencies.length / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    count: latencies.length,
  }
}

/**
 * Lets `callers` people work side by side for `seconds`, each doing one flow after the other. `flow` calls
 * `timed` around each step. Steps that end after the time is up still count, and so does their time.
 */
export async function run(
  callers: number,
  seconds: number,
  flow: (timed: Timed, caller: number) => Promise<void>,
): Promise<Figures> {
  const latencies: number[] = []
  const timed: Timed = async (step) => {
    const from = performance.now()
    const result = await step()
    latencies.push(performance.now() - from)
    return result
  }
  const from = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() - from < seconds * 1000) await flow(timed, caller)
    }),
  )
  return figures(latencies, (performance.now() - from) / 1000)
}

/** Resident memory of a process, MB. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

/** CPU time, ms, that a process and all its descendants have used, those that have ended included; user and system. */
export async function cpuMs(pid: number): Promise<number> {
  const parents = new Map<number, number>()
  const used = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    parents.set(Number(name), Number(fields[1]))
    // utime, stime, cutime, cstime, in hundredths of a second.
    used.set(Number(name), fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10)
  }
  let sum = 0
  for (const [candidate, ms] of used) {
    for (let at: number | undefined = candidate; at !== undefined && at > 1; at = parents.get(at)) {
      if (at !== pid) continue
      sum += ms
      break
    }
  }
  return sum
}

/** A Markdown table. */
export const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
