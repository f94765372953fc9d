import { z } from 'zod'
import { depositMode, depositStandings, setDepositMode } from '../../db/deposits.ts'
import { onlyUnit, reachOf } from '../../db/reach.ts'
import { DepositNotice } from '../../domain/campaign-year-forms.ts'
import { DepositChange } from '../../domain/deposit-forms.ts'
import { depositModes } from '../../domain/processes/deposit.ts'
import { CommandView } from '../../domain/views.ts'
import { receiveDeposit, receiveSettlement } from '../campaign-year.ts'
import { receiveDepositChange } from '../deposit-change.ts'
import { commandView, decide } from '../commands.ts'
import type { App } from '../context.ts'
import { refusalError } from '../errors.ts'
import type { CommandRow } from '../../db/commands.ts'
import { procedure, router } from '../trpc.ts'

const Year = z.coerce.number().int().min(2020).max(2100)
const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]
const Mode = z.enum(keysOf(depositModes))

/** Waits for the engine's decision of a launch. Throws the refusal. */
export async function decided(app: App, received: CommandRow) {
  const row = await decide(app, received)
  if (row.refusal) throw refusalError(row.refusal)
  return commandView(row)
}

const Standing = z.object({
  unitId: z.string(),
  unitName: z.string(),
  paidFen: z.number(),
  heldFen: z.number(),
  refundedFen: z.number(),
  retainedFen: z.number(),
  rewardFen: z.number(),
})

const CashBasis = z.object({
  rule: z.string().trim().min(4).max(500),
  legalOpinion: z.string().trim().min(4).max(500),
  treasuryAccount: z.string().trim().min(4).max(200),
})

export const depositRouter = router({
  standings: procedure('deposit.read')
    .input(z.object({ year: Year }))
    .output(
      z.object({
        mode: Mode,
        basis: z.record(z.string(), z.string()),
        units: z.array(Standing),
      }),
    )
    .query(async ({ ctx, input }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      const [{ mode, basis }, units] = await Promise.all([
        depositMode(ctx.app.db),
        depositStandings(ctx.app.db, input.year, onlyUnit(reach)),
      ])
      return { mode, basis, units }
    }),

  open: procedure('deposit.open')
    .input(z.object({ commandId: z.uuid(), notice: DepositNotice }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) =>
      decided(ctx.app, await receiveDeposit(ctx.app, input.commandId, input.notice, ctx.actor)),
    ),

  /** Who has paid leaves: refunded, or carried over to the successor. */
  change: procedure('deposit.open')
    .input(z.object({ commandId: z.uuid(), change: DepositChange }))
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, change } }) => {
      const reach = reachOf(ctx.scope, ctx.actor)
      return decided(ctx.app, await receiveDepositChange(ctx.app, commandId, change, ctx.actor, reach))
    }),

  setMode: procedure('deposit.setMode')
    .input(
      z.discriminatedUnion('mode', [
        z.object({ mode: z.enum(['OFF', 'RECORD_ONLY']) }),
        // Collecting money from people asks for its law first (handbook §4.4).
        z.object({ mode: z.literal('CASH'), basis: CashBasis }),
      ]),
    )
    .output(z.object({ mode: Mode }))
    .mutation(async ({ ctx, input }) => {
      await setDepositMode(ctx.app.db, input.mode, input.mode === 'CASH' ? input.basis : {}, ctx.actor.userId)
      return { mode: input.mode }
    }),
})

export const settlementRouter = router({
  open: procedure('settlement.open')
    .input(z.object({ commandId: z.uuid(), unitId: z.string().min(1).max(20), year: Year }))
    .output(CommandView)
    .mutation(async ({ ctx, input: { commandId, ...asked } }) =>
      decided(ctx.app, await receiveSettlement(ctx.app, commandId, asked, ctx.actor)),
    ),
})
