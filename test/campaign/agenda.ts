/** Something that happens in the county at an instant (ms), and what it leads to. */
export type Happening = { at: number; happens: () => Promise<Happening[]> }

/**
 * Lets what is planned happen in the order of its time, `lanes` at once, until nothing is left before `until` (ms).
 * Cases have clocks of their own; that the earliest goes first keeps the county's cases together in time, as far as
 * those under way allow. Nothing new begins once `enough` says so. What fails is told to `failed` and leads to nothing
 * more. Returns what is still to come.
 */
export async function livedThrough(
  planned: Happening[],
  {
    lanes,
    until,
    enough,
    failed,
    told,
  }: {
    lanes: number
    until: number
    enough: () => boolean
    failed: (error: unknown) => void
    told: (at: number) => void
  },
): Promise<Happening[]> {
  const queue = new Heap()
  for (const happening of planned) queue.push(happening)
  let underWay = 0
  const wake: (() => void)[] = []
  const next = async (): Promise<Happening | null> => {
    for (;;) {
      if (enough()) return null
      const soonest = queue.soonest()
      if (soonest && soonest.at <= until) return queue.pop()
      if (underWay === 0) return null
      await new Promise<void>((resolve) => wake.push(resolve))
    }
  }
  const lane = async () => {
    for (let one = await next(); one; one = await next()) {
      underWay += 1
      told(one.at)
      try {
        for (const following of await one.happens()) queue.push(following)
      } catch (error) {
        failed(error)
      }
      underWay -= 1
      for (const resolve of wake.splice(0)) resolve()
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return queue.all()
}

/** The happenings, the soonest first. */
class Heap {
  private readonly items: Happening[] = []

  all = (): Happening[] => [...this.items]
  soonest = (): Happening | undefined => this.items[0]

  push(one: Happening): void {
    const { items } = this
    items.push(one)
    for (let at = items.length - 1; at > 0; ) {
      const above = (at - 1) >> 1
      if ((items[above] as Happening).at <= (items[at] as Happening).at) return
      this.swap(at, above)
      at = above
    }
  }

  pop(): Happening | null {
    const { items } = this
    const first = items[0]
    const last = items.pop()
    if (!first || !last) return null
    if (items.length === 0) return first
    items[0] = last
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      for (const below of [left, right])
        if (below < items.length && (items[below] as Happening).at < (items[least] as Happening).at) least = below
      if (least === at) return first
      this.swap(at, least)
      at = least
    }
  }

  private swap(a: number, b: number): void {
    const { items } = this
    ;[items[a], items[b]] = [items[b] as Happening, items[a] as Happening]
  }
}
