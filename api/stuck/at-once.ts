/** Does something to each, so many at a time; what fails is left out. Stops taking new ones at `until`, ms. */
export async function eachOf<T>(
  items: readonly T[],
  { atOnce, until }: { atOnce: number; until: number },
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (Date.now() > until) return
      await work(item).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
}
