import { z } from 'zod'
import { calendarWith, provisionalTasks, publishYear, readYears } from '../../db/calendar-years.ts'
import { dueDate } from '../../domain/calendar.ts'
import { CalendarDays, CalendarView, MovedDueDate } from '../../domain/directory-views.ts'
import { line } from '../../domain/fields.ts'
import { type Text, text } from '../../domain/text.ts'
import { SEALED } from '../../domain/sealed.ts'
import { invalid } from '../errors.ts'
import { settleDueDates } from '../settling.ts'
import { procedure, router } from '../trpc.ts'

const Year = z.number().int().min(2020).max(2100)

/** Throws INVALID_FORM when the days do not make a year's calendar. */
function checkDays(year: number, days: z.infer<typeof CalendarDays>): void {
  const wrong = (index: number, what: Text) => invalid(['days', index, 'date'], what)
  const seen = new Set<string>()
  for (const [index, { date, kind }] of days.entries()) {
    if (!date.startsWith(`${year}-`)) throw wrong(index, text(`${date}不属于${year}年`, `${date} is not in ${year}`))
    if (seen.has(date)) throw wrong(index, text(`${date}重复`, `${date} is there twice`))
    seen.add(date)
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    if (kind === 'workday' && weekday !== 0 && weekday !== 6) {
      throw wrong(index, text(`${date}本来就是工作日，不是调休上班`, `${date} is a working day anyway`))
    }
  }
}

export const calendarRouter = router({
  get: procedure('calendar.read')
    .output(CalendarView)
    .query(({ ctx }) => readYears(ctx.app.db)),

  // A mutation although it changes nothing: a year's days do not fit into an address.
  preview: procedure('calendar.publish')
    .input(z.object({ year: Year, days: CalendarDays }))
    .output(z.object({ tasks: z.array(MovedDueDate) }))
    .mutation(async ({ ctx, input }) => {
      checkDays(input.year, input.days)
      const [calendar, tasks] = await Promise.all([
        calendarWith(ctx.app.db, input.year, input.days),
        provisionalTasks(ctx.app.db, input.year),
      ])
      return {
        tasks: tasks.map(({ id, case_id: caseId, number, title, sealed, due_at: due, due_sum: sum }) => {
          // An announced due date never moves forward in time.
          const reckoned = Date.parse(dueDate(calendar, Date.parse(sum.start), sum.limit).due)
          return {
            taskId: id,
            caseId,
            number,
            title: sealed ? SEALED : title,
            dueAt: due.toISOString(),
            newDueAt: new Date(Math.max(reckoned, due.getTime())).toISOString(),
          }
        }),
      }
    }),

  publish: procedure('calendar.publish')
    .input(z.object({ year: Year, source: line(text('依据', 'Source'), { min: 2, max: 200 }), days: CalendarDays }))
    .output(z.object({ published: z.literal(true), settled: z.number(), failed: z.number(), pending: z.number() }))
    .mutation(async ({ ctx, input }) => {
      checkDays(input.year, input.days)
      await ctx.app.db.transaction().execute((trx) => publishYear(trx, input.year, input.source, input.days))
      const tasks = await provisionalTasks(ctx.app.db, input.year)
      return { published: true as const, ...(await settleDueDates(ctx.app, tasks, ctx.actor)) }
    }),
})
