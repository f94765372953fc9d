import { z } from 'zod'
import { type Administered, logAdministration } from '../../db/administration-log.ts'
import { countNamedTo } from '../../db/handover.ts'
import { createPerson, endSessions, type Person, setPasswordHash, tellSessions } from '../../db/people.ts'
import { countOtherAdministrators, listUsers, lockAdministrators, updatePerson } from '../../db/users.ts'
import { hashPassword } from '../../db/passwords.ts'
import { Password, RoleSet, Username, whyNotRoles } from '../../domain/accounts.ts'
import { UserView } from '../../domain/directory-views.ts'
import { line } from '../../domain/fields.ts'
import type { Actor, Role } from '../../domain/people.ts'
import { text } from '../../domain/text.ts'
import type { App } from '../context.ts'
import { invalid, refuse } from '../errors.ts'
import { knownPerson } from '../leaves.ts'
import { procedure, router } from '../trpc.ts'

const UserId = z.object({ userId: z.string().max(80) })
const Done = z.object({ sessionsEnded: z.number() })

async function checkPost(app: App, roles: z.infer<typeof RoleSet>, unitId: string): Promise<void> {
  const unit = await app.db.selectFrom('unit').select('id').where('id', '=', unitId).executeTakeFirst()
  if (!unit) throw invalid(['unitId'], text('没有这个单位', 'No such unit'))
  const why = whyNotRoles(roles, unitId)
  if (why) throw invalid(['roles'], why)
}

const postOf = ({ roles, unitId }: { roles: readonly string[]; unitId: string }) => ({
  roles: roles.join(','),
  unitId,
})

/** What is kept of a change of somebody's post, or of the closing or opening of their account. */
function changed(
  by: Actor,
  before: Person,
  { userId, roles, unitId, active }: { userId: string; roles: Role[]; unitId: string; active: boolean },
): Administered {
  const act = before.active === active ? 'accountChanged' : active ? 'accountOpened' : 'accountClosed'
  return { by, act, personId: userId, detail: { before: postOf(before.actor), after: postOf({ roles, unitId }) } }
}

export const userRouter = router({
  list: procedure('user.manage')
    .output(z.array(UserView))
    .query(async ({ ctx }) => {
      const users = await listUsers(ctx.app.db)
      const locked = await ctx.app.lockout.locked(users.map((user) => user.username))
      return users.map((user) => ({ ...user, lockedMinutes: locked.get(user.username) ?? null }))
    }),

  create: procedure('user.manage')
    .input(
      z.object({
        name: line(text('姓名', 'Name'), { max: 40 }),
        username: Username,
        password: Password,
        roles: RoleSet,
        unitId: z.string().max(40),
      }),
    )
    .output(UserId)
    .mutation(async ({ ctx, input }) => {
      await checkPost(ctx.app, input.roles, input.unitId)
      const passwordHash = await hashPassword(input.password)
      const userId = await ctx.app.db.transaction().execute(async (trx) => {
        const created = await createPerson(trx, { ...input, passwordHash })
        if (created !== null)
          await logAdministration(trx, {
            by: ctx.actor,
            act: 'accountCreated',
            personId: created,
            detail: { after: postOf(input) },
          })
        return created
      })
      if (userId === null) throw invalid(['username'], text('这个用户名已被使用', 'This user name is taken'))
      return { userId }
    }),

  update: procedure('user.manage')
    .input(
      UserId.extend({
        roles: RoleSet,
        unitId: z.string().max(40),
        active: z.boolean(),
        /** Closes the account though tasks are named to it, as when it is abused: they are handed over afterwards. */
        tasksLater: z.boolean().default(false),
      }),
    )
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      const before = await knownPerson(ctx.app, input.userId)
      await checkPost(ctx.app, input.roles, input.unitId)
      // In another unit they could not do them either.
      const leaves = (before.active && !input.active) || before.actor.unitId !== input.unitId
      if (leaves && !input.tasksLater) {
        const count = await countNamedTo(ctx.app.db, input.userId)
        if (count > 0) throw refuse('HOLDS_TASKS', { name: before.actor.name, count: String(count) })
      }
      return ctx.app.db.transaction().execute(async (trx) => {
        await lockAdministrators(trx)
        const staysAdministrator = input.active && input.roles.includes('SYS_ADMIN')
        if (!staysAdministrator && (await countOtherAdministrators(trx, input.userId)) === 0)
          throw refuse('LAST_ADMINISTRATOR')
        await updatePerson(trx, input)
        await logAdministration(trx, changed(ctx.actor, before, input))
        if (!input.active) return { sessionsEnded: await endSessions(trx, input.userId) }
        // Rights are read at every request, so open sessions go on with the new ones.
        await tellSessions(trx, input.userId)
        return { sessionsEnded: 0 }
      })
    }),

  revokeSessions: procedure('user.manage')
    .input(UserId)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await knownPerson(ctx.app, input.userId)
      return { sessionsEnded: await ctx.app.db.transaction().execute((trx) => endSessions(trx, input.userId)) }
    }),

  unlock: procedure('user.manage')
    .input(UserId)
    .output(z.object({ unlocked: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await ctx.app.lockout.unlock((await knownPerson(ctx.app, input.userId)).username)
      return { unlocked: true as const }
    }),

  resetPassword: procedure('user.manage')
    .input(UserId.extend({ password: Password }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      const { username } = await knownPerson(ctx.app, input.userId)
      const hash = await hashPassword(input.password)
      const sessionsEnded = await ctx.app.db.transaction().execute(async (trx) => {
        await setPasswordHash(trx, input.userId, hash)
        await logAdministration(trx, { by: ctx.actor, act: 'passwordReset', personId: input.userId, detail: {} })
        return endSessions(trx, input.userId)
      })
      await ctx.app.lockout.unlock(username)
      return { sessionsEnded }
    }),
})
