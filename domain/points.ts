/** Points of an assessment are integers of 0.01 (handbook §3.4): sums are exact and can be recomputed. */

/** What somebody typed as 38.5 is 3850. Exact for up to two decimals. */
export const toPoints = (typed: number): number => Math.round(typed * 100)

/** 9824 as 98.24. */
export const pointsText = (points: number): string =>
  `${points < 0 ? '-' : ''}${Math.trunc(Math.abs(points) / 100)}.${String(Math.abs(points) % 100).padStart(2, '0')}`

/** a × b ÷ c in whole numbers, half up. Exact however large: the product is never a floating number. */
export function scaled(a: number, b: number, c: number): number {
  if (c <= 0) throw new RangeError('nothing to scale by')
  const doubled = BigInt(a) * BigInt(b) * 2n + BigInt(c)
  const quotient = doubled / (2n * BigInt(c))
  // Division of bigint cuts off towards zero; half up goes towards the larger number.
  return Number(doubled < 0n && doubled % (2n * BigInt(c)) !== 0n ? quotient - 1n : quotient)
}

/**
 * A whole number shared out by weights (none negative) into whole numbers that add up to it exactly: what is left
 * after rounding down goes to the largest remainders, the first of equal ones. All nothing where every weight is.
 */
export function apportioned(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  if (all === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight))
  const shares = exact.map((product) => Number(product / BigInt(all)))
  const left = total - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((product, at) => ({ at, remainder: product % BigInt(all) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))
  for (const { at } of byRemainder.slice(0, left)) shares[at] = (shares[at] ?? 0) + 1
  return shares
}
