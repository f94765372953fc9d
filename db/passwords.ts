import { hash, verify } from '@node-rs/argon2'

// OWASP's first choice for argon2id: 19 MiB, two passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id hash of a password, as stored. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST)

/** Whether a password is the one behind a stored hash; false also for a hash that cannot be read. */
export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password.normalize('NFC')).catch(() => false)
