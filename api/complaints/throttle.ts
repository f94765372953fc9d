import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { refuse } from '../errors.ts'

/**
 * How often one address, and everybody together, may do something on the public page. Addresses are kept in memory
 * only, as a hash under a salt that changes daily: no list of who complained can come of it (reliability §5, S2).
 */
export type Throttle = {
  /** Throws TOO_OFTEN. */
  take(what: PublicAct, ip: string): Promise<void>
}

export type PublicAct = 'begin' | 'upload' | 'report' | 'follow' | 'withdraw'

const HOUR = 3_600
/** Points an hour. Behind one address of a mobile network stand many people. */
const perAddress: Record<PublicAct, number> = { begin: 120, upload: 80, report: 20, follow: 240, withdraw: 20 }
/** Reading how a complaint stands is never stopped for all because many are sent in. */
const forAll: Partial<Record<PublicAct, number>> = { report: 1_200, upload: 3_000 }

export function createThrottle(): Throttle {
  let salt = randomBytes(32)
  let day = 0
  const counters = (points: Partial<Record<PublicAct, number>>) =>
    Object.fromEntries(
      Object.entries(points).map(([act, most]) => [act, new RateLimiterMemory({ points: most, duration: HOUR })]),
    ) as Partial<Record<PublicAct, RateLimiterMemory>>
  const addresses = counters(perAddress)
  const everybody = counters(forAll)
  return {
    async take(what, ip) {
      const today = Math.floor(Date.now() / 86_400_000)
      if (today !== day) {
        day = today
        salt = randomBytes(32)
      }
      const who = createHmac('sha256', salt).update(ip).digest('base64url')
      try {
        await addresses[what]?.consume(who)
        await everybody[what]?.consume('all')
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused
        throw refuse('TOO_OFTEN', { minutes: String(Math.max(1, Math.ceil(refused.msBeforeNext / 60_000))) })
      }
    },
  }
}
