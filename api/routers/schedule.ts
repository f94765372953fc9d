import { z } from 'zod'
import { dateOf } from '../../domain/calendar.ts'
import { line } from '../../domain/fields.ts'
import { BackfillPlan, ScheduleDone, ScheduleView } from '../../domain/schedule-views.ts'
import { text } from '../../domain/text.ts'
import { invalid } from '../errors.ts'
import { reachable } from '../patrols.ts'
import { actOn, backfilling, excluding, pausing, triggering } from '../schedules/acts.ts'
import { checkSpan, planBackfill } from '../schedules/backfill.ts'
import { findSchedules, inTurns, scheduleViews } from '../schedules/read.ts'
import { procedure, router } from '../trpc.ts'

const Chosen = z.object({ scheduleIds: z.array(z.string().min(1).max(200)).min(1).max(200) })
const Given = Chosen.extend({ reason: line(text('依据', 'Why'), { min: 4, max: 200 }) })
const Span = { from: z.iso.date(), to: z.iso.date() }
const Done = z.array(ScheduleDone)

export const scheduleRouter = router({
  /** Every schedule with its next and last runs. */
  list: procedure('schedule.read')
    .output(z.array(ScheduleView))
    .query(({ ctx }) => reachable(scheduleViews(ctx.app))),

  pause: procedure('schedule.manage')
    .input(Given)
    .output(Done)
    .mutation(({ ctx, input }) => actOn(ctx.app, input.scheduleIds, ctx.actor, input.reason, pausing(input.reason))),

  resume: procedure('schedule.manage')
    .input(Given)
    .output(Done)
    .mutation(({ ctx, input }) => actOn(ctx.app, input.scheduleIds, ctx.actor, input.reason, pausing(null))),

  trigger: procedure('schedule.manage')
    .input(Given)
    .output(Done)
    .mutation(({ ctx, input }) => actOn(ctx.app, input.scheduleIds, ctx.actor, input.reason, triggering)),

  /** What a backfill would open, instant by instant. */
  backfillPreview: procedure('schedule.manage')
    .input(Chosen.extend(Span))
    .output(z.array(BackfillPlan))
    .query(async ({ ctx, input }) => {
      checkSpan(input, dateOf(Date.now()))
      const found = await reachable(findSchedules(ctx.app, input.scheduleIds))
      return reachable(inTurns(found, (one) => planBackfill(ctx.app, one, input)))
    }),

  backfill: procedure('schedule.manage')
    .input(Given.extend(Span))
    .output(Done)
    .mutation(({ ctx, input }) => {
      checkSpan(input, dateOf(Date.now()))
      return actOn(ctx.app, input.scheduleIds, ctx.actor, input.reason, backfilling(input))
    }),

  /** Days on which nothing is opened, whatever the plans say. */
  exclude: procedure('schedule.manage')
    .input(Given.extend(Span))
    .output(Done)
    .mutation(({ ctx, input: { scheduleIds, reason, from, to } }) => {
      if (from > to) throw invalid(['to'], text('止日不能早于起日', 'It ends before it begins'))
      return actOn(ctx.app, scheduleIds, ctx.actor, reason, excluding({ from, to }, reason, ctx.actor))
    }),

  /** Takes such days back, wherever they touch the span. */
  readmit: procedure('schedule.manage')
    .input(Given.extend(Span))
    .output(Done)
    .mutation(({ ctx, input: { scheduleIds, reason, from, to } }) =>
      actOn(ctx.app, scheduleIds, ctx.actor, reason, excluding({ from, to }, reason, ctx.actor, { back: true })),
    ),
})
