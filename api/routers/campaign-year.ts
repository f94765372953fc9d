import { z } from 'zod'
import { depositMode, depositStandings, setDepositMode } from '../../db/deposits.ts'
import { onlyUnit, reachOf } from '../../db/reach.ts'
import { readScores } from '../../db/scores.ts'
import { bands } from '../../domain/assessment/sheet.ts'
import { AssessmentPlan, DepositNotice } from '../../domain/campaign-year-forms.ts'
import { Letter } from '../../domain/letter-forms.ts'
import { depositModes } from '../../domain/processes/deposit.ts'
import { CommandView } from '../../domain/views.ts'
import { receiveAssessment, receiveDeposit, receiveLetter, receiveSettlement } from '../campaign-year.ts'
import { commandView, decide } from '../commands.ts'
import type { App } from '../context.ts'
import { refusalError } from '../errors.ts'
import type { CommandRow } from '../../db/commands.ts'
import { procedure, router } from '../trpc.ts'

const Year = z.coerce.number().int().min(2020).max(2100)
const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]
const Mode = z.enum(keysOf(depositModes))

async function decided(app: App, received: CommandRow) {
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

export const letterRouter = router({
  draft: procedure('letter.draft')
    .input(z.object({ commandId: z.uuid(), letter: Letter }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) =>
      decided(ctx.app, await receiveLetter(ctx.app, input.commandId, input.letter, ctx.actor)),
    ),
})

export const assessmentRouter = router({
  open: procedure('assessment.open')
    .input(z.object({ commandId: z.uuid(), plan: AssessmentPlan }))
    .output(CommandView)
    .mutation(async ({ ctx, input }) =>
      decided(ctx.app, await receiveAssessment(ctx.app, input.commandId, input.plan, ctx.actor)),
    ),

  scores: procedure('assessment.read')
    .input(z.object({ year: Year }))
    .output(
      z.array(
        z.object({
          unitId: z.string(),
          unitName: z.string(),
          half: z.enum(['H1', 'H2']),
          caseId: z.string(),
          /** Points of 0.01. */
          total: z.number(),
          band: z.enum(keysOf(bands)),
          vetoed: z.boolean(),
          publishedAt: z.string().nullable(),
        }),
      ),
    )
    .query(async ({ ctx, input }) => {
      const rows = await readScores(ctx.app.db, input.year, onlyUnit(reachOf(ctx.scope, ctx.actor)))
      return rows.map((row) => ({
        unitId: row.unit_id,
        unitName: row.unit_name,
        half: row.half,
        caseId: row.case_id,
        total: row.total,
        band: row.band,
        vetoed: row.vetoed,
        publishedAt: row.published_at?.toISOString() ?? null,
      }))
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
