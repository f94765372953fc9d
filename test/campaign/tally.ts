/** What happened while the county was played, counted. */
export class Tally {
  readonly counts = new Map<string, number>()
  readonly ms = new Map<string, number[]>()

  count(what: string, by = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by)
  }

  took(what: string, ms: number): void {
    const kept = this.ms.get(what)
    if (kept) kept.push(ms)
    else this.ms.set(what, [ms])
  }

  /** Times what is awaited under this name. */
  async timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now()
    try {
      return await work()
    } finally {
      this.took(what, performance.now() - began)
    }
  }

  of = (what: string): number => this.counts.get(what) ?? 0

  /** Those whose name begins so, without that beginning, the most frequent first. */
  under = (prefix: string): [string, number][] =>
    [...this.counts]
      .flatMap(([what, count]): [string, number][] =>
        what.startsWith(prefix) ? [[what.slice(prefix.length), count]] : [],
      )
      .sort((a, b) => b[1] - a[1])
}
