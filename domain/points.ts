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
