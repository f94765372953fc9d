import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { cleanUsername } from '../domain/accounts.ts'

const LOCK_SECONDS = 15 * 60
const WRONG_PER_ACCOUNT = 5
/** An office shares one address, so an address may be wrong more often than one person. */
const WRONG_PER_ADDRESS = 60

export type Attempt = { allowed: true; left: number } | { allowed: false; minutes: number }

/** Wrong passwords are counted by account and by address, over all API processes. */
export type Lockout = {
  /** Counts an attempt before the password is looked at, so that parallel guesses are counted too. */
  begin(username: string, ip: string): Promise<Attempt>
  /** The attempt was wrong; tells whether the account is locked now. */
  wrong(username: string, left: number): Promise<Attempt>
  /** The attempt was right: the account's count starts anew. */
  right(username: string, ip: string): Promise<void>
  unlock(username: string): Promise<void>
  /** Minutes until each of these accounts opens again; absent when it is not locked. */
  locked(usernames: string[]): Promise<Map<string, number>>
}

const minutes = (ms: number): number => Math.max(1, Math.ceil(ms / 60_000))

/** Opens the counters in the database's table `sign_in_attempt`. */
export function createLockout(pool: pg.Pool): Lockout {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'sign_in_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration: LOCK_SECONDS,
      clearExpiredByTimeout: false,
    })
  const accounts = limiter('account', WRONG_PER_ACCOUNT)
  const addresses = limiter('address', WRONG_PER_ADDRESS)

  const consume = async (counter: RateLimiterPostgres, key: string): Promise<Attempt> => {
    try {
      return { allowed: true, left: (await counter.consume(key)).remainingPoints }
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return { allowed: false, minutes: minutes(refused.msBeforeNext) }
      throw refused
    }
  }

  return {
    async begin(username, ip) {
      const byAddress = await consume(addresses, ip)
      return byAddress.allowed ? consume(accounts, cleanUsername(username)) : byAddress
    },
    async wrong(username, left) {
      if (left > 0) return { allowed: true, left }
      await accounts.block(cleanUsername(username), LOCK_SECONDS)
      return { allowed: false, minutes: minutes(LOCK_SECONDS * 1000) }
    },
    async right(username, ip) {
      await accounts.delete(cleanUsername(username))
      await addresses.reward(ip)
    },
    async unlock(username) {
      await accounts.delete(cleanUsername(username))
    },
    async locked(usernames) {
      const { rows } = await pool.query<{ key: string; expire: number }>(
        'select key, expire from sign_in_attempt where key = any($1) and points >= $2 and expire > extract(epoch from clock_timestamp()) * 1000',
        [usernames.map((name) => `account:${name}`), WRONG_PER_ACCOUNT],
      )
      return new Map(rows.map((row) => [row.key.slice('account:'.length), minutes(row.expire - Date.now())]))
    },
  }
}
