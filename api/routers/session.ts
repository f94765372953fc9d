import { sql } from 'kysely'
import { z } from 'zod'
import { createPerson, endSessions, hasPeople, passwordHashOf, setPasswordHash, tellSessions } from '../../db/people.ts'
import { hashPassword, verifyPassword } from '../../db/passwords.ts'
import { shownSampleAccounts } from '../../db/sample-accounts.ts'
import { Password, Username } from '../../domain/accounts.ts'
import { line } from '../../domain/fields.ts'
import { OFFICE_UNIT, roles as roleNames } from '../../domain/people.ts'
import { capabilities, type Capability, scopeOf } from '../../domain/permissions.ts'
import { text } from '../../domain/text.ts'
import { Me, TextView } from '../../domain/views.ts'
import type { RequestContext, Session } from '../context.ts'
import { refuse, TRPCError } from '../errors.ts'
import { open, router, signedIn } from '../trpc.ts'

const Credentials = z.object({ username: z.string().max(80), password: z.string().max(200) })
const SignedIn = z.object({ token: z.string(), me: Me })

export const meOf = ({ actor, username, unit }: Pick<Session, 'actor' | 'username' | 'unit'>): z.infer<typeof Me> => ({
  userId: actor.userId,
  name: actor.name,
  username,
  roles: actor.roles,
  unit,
  capabilities: (Object.keys(capabilities) as Capability[]).filter((capability) => scopeOf(actor, capability) !== null),
})

async function signIn(
  ctx: RequestContext,
  { username, password }: z.infer<typeof Credentials>,
): Promise<z.infer<typeof SignedIn>> {
  const { lockout, auth } = ctx.app
  const attempt = await lockout.begin(username, ctx.ip)
  if (!attempt.allowed) throw refuse('SIGN_IN_LOCKED', { minutes: String(attempt.minutes) })
  const signed = await auth.signIn(username, password, { ip: ctx.ip, userAgent: ctx.userAgent })
  if (!signed) {
    const after = await lockout.wrong(username, attempt.left)
    ctx.log.warn({ ip: ctx.ip }, 'wrong sign-in')
    throw after.allowed
      ? refuse('SIGN_IN_WRONG', { left: String(after.left) })
      : refuse('SIGN_IN_LOCKED', { minutes: String(after.minutes) })
  }
  await lockout.right(username, ctx.ip)
  const session = await auth.identify({ authorization: `Bearer ${signed.token}` })
  if (!session) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR' })
  ctx.setCookies(signed.cookies)
  return { token: signed.token, me: meOf(session) }
}

export const sessionRouter = router({
  create: open
    .meta({
      capability: 'open',
      openapi: {
        method: 'POST',
        path: '/session',
        summary: '登录，取得令牌 Sign in; returns a bearer token valid for 12 hours',
        tags: ['session'],
        protect: false,
      },
    })
    .input(Credentials)
    .output(SignedIn)
    .mutation(({ ctx, input }) => signIn(ctx, input)),

  me: open.output(Me.nullable()).query(async ({ ctx }) => {
    const session = await ctx.identify()
    return session && meOf(session)
  }),

  end: signedIn.output(z.object({ ended: z.literal(true) })).mutation(async ({ ctx }) => {
    await ctx.app.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('auth_session').where('id', '=', ctx.session.id).execute()
      await tellSessions(trx, ctx.actor.userId)
    })
    ctx.setCookies(ctx.app.auth.farewell())
    return { ended: true as const }
  }),

  changePassword: signedIn
    .input(z.object({ current: z.string().max(200), next: Password }))
    .output(z.object({ changed: z.literal(true), otherSessionsEnded: z.number() }))
    .mutation(async ({ ctx, input }) => {
      const { app, session, actor } = ctx
      const attempt = await app.lockout.begin(session.username, ctx.ip)
      if (!attempt.allowed) throw refuse('SIGN_IN_LOCKED', { minutes: String(attempt.minutes) })
      const stored = await passwordHashOf(app.db, actor.userId)
      if (stored === null || !(await verifyPassword(stored, input.current))) {
        await app.lockout.wrong(session.username, attempt.left)
        throw refuse('PASSWORD_WRONG', {}, [
          { path: ['current'], text: text('当前密码不正确', 'The current password is wrong') },
        ])
      }
      await app.lockout.right(session.username, ctx.ip)
      const hash = await hashPassword(input.next)
      const otherSessionsEnded = await app.db.transaction().execute(async (trx) => {
        await setPasswordHash(trx, actor.userId, hash)
        return endSessions(trx, actor.userId, session.id)
      })
      return { changed: true as const, otherSessionsEnded }
    }),

  setupNeeded: open.output(z.boolean()).query(async ({ ctx }) => !(await hasPeople(ctx.app.db))),

  /** Whom one may try out, where the fictional sample county is installed; nobody otherwise. */
  sampleAccounts: open
    .output(z.array(z.object({ username: z.string(), name: z.string(), role: TextView, unitName: z.string() })))
    .query(async ({ ctx }) =>
      (await shownSampleAccounts(ctx.app.db)).flatMap(({ username, name, roles: [role], unitName }) =>
        role ? [{ username, name, role: roleNames[role], unitName }] : [],
      ),
    ),

  createFirstAdministrator: open
    .input(z.object({ name: line(text('姓名', 'Name'), { max: 40 }), username: Username, password: Password }))
    .output(SignedIn)
    .mutation(async ({ ctx, input }) => {
      const passwordHash = await hashPassword(input.password)
      await ctx.app.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext('first administrator'))`.execute(trx)
        if (await hasPeople(trx)) throw refuse('ALREADY_SET_UP')
        await createPerson(trx, {
          name: input.name,
          username: input.username,
          passwordHash,
          roles: ['SYS_ADMIN'],
          unitId: OFFICE_UNIT,
        })
      })
      return signIn(ctx, input)
    }),
})
