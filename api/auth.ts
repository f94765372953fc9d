import type { IncomingHttpHeaders } from 'node:http'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { bearer, username } from 'better-auth/plugins'
import type { FastifyBaseLogger } from 'fastify'
import type { Db } from '../db/connect.ts'
import { hashPassword, verifyPassword } from '../db/passwords.ts'
import { findPerson, findSession } from '../db/people.ts'
import { cleanUsername, isUsername } from '../domain/accounts.ts'
import type { Config } from './config.ts'
import type { Session } from './context.ts'
import { bearerToken, cookieToken } from './signed-token.ts'

/** A session ends this long after sign-in, used or not. Seconds. */
const SESSION_SECONDS = 12 * 3600

export type SignedInToken = { userId: string; token: string; cookies: string[] }

/** Who is signed in. The only file that knows which library keeps the sessions. */
export type Auth = {
  /** Checks a password and opens a session; null when name or password is wrong or the account is closed. */
  signIn(name: string, password: string, client: { ip: string; userAgent: string }): Promise<SignedInToken | null>
  /** The session behind a request's cookie or bearer token, with the person as they are now. */
  identify(headers: IncomingHttpHeaders): Promise<Session | null>
  /** The cookies that make a browser forget its session. */
  farewell(): string[]
}

/** Opens sign-in on the database. There is no sign-up and no HTTP route of the library's own. */
export function createAuth(config: Config, db: Db, log: FastifyBaseLogger): Auth {
  const secure = config.origin?.startsWith('https:') ?? false
  const auth = betterAuth({
    appName: 'chuangwei',
    baseURL: config.origin ?? `http://127.0.0.1:${config.port}`,
    secret: config.secret,
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    logger: { log: (level, message) => log[level === 'error' ? 'error' : 'debug']({ from: 'auth' }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'chuangwei',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
      // Its tables are ours: a person has more columns than the library writes, and it never creates one.
      database: { validateSchema: false },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameNormalization: cleanUsername,
        usernameValidator: isUsername,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
      // Signed, so that whoever reads the database still holds no key.
      bearer({ requireSignature: true }),
    ],
  })
  const cookieName = `${secure ? '__Secure-' : ''}chuangwei.session_token`

  return {
    async signIn(name, password, client) {
      const person = await findPerson(db, { username: cleanUsername(name) })
      try {
        const { headers, response } = await auth.api.signInUsername({
          body: { username: name, password },
          headers: new Headers({ 'x-client-ip': client.ip, 'user-agent': client.userAgent }),
          returnHeaders: true,
        })
        const token = headers.get('set-auth-token')
        // A closed account costs the same time as a wrong password, and gets the same answer.
        if (!response || !person?.active || token === null) {
          if (response) await db.deleteFrom('auth_session').where('token', '=', response.token).execute()
          return null
        }
        return { userId: person.actor.userId, token: decodeURIComponent(token), cookies: headers.getSetCookie() }
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null
        throw error
      }
    },

    async identify(headers) {
      const token = bearerToken(headers, config.secret) ?? cookieToken(headers, cookieName, config.secret)
      const found = token === null ? undefined : await findSession(db, token)
      if (!found?.person.active) return null
      const { actor, username: name, unit } = found.person
      return { id: found.id, expiresAt: found.expiresAt, actor, username: name, unit }
    },

    farewell: () => [`${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`],
  }
}
