import { z } from 'zod'
import { readCalendar } from '../../db/calendar.ts'
import { listPeople } from '../../db/people.ts'
import { PersonView, RoadSectionView, RulesView } from '../../domain/directory-views.ts'
import { Role } from '../../domain/people.ts'
import { defaultRules } from '../../domain/processes/rectification.ts'
import { UnitView } from '../../domain/views.ts'
import { procedure, router } from '../trpc.ts'

export const directoryRouter = router({
  units: procedure('directory.read')
    .meta({
      capability: 'directory.read',
      openapi: { method: 'GET', path: '/units', summary: "单位名录 The county's units", tags: ['directory'] },
    })
    .input(z.object({}).optional())
    .output(z.array(UnitView))
    .query(async ({ ctx }) => {
      const rows = await ctx.app.db.selectFrom('unit').selectAll().orderBy('kind', 'desc').orderBy('id').execute()
      return rows.map(({ id, name, short_name: shortName, kind, subject, head_name: headName }) => ({
        id,
        name,
        shortName,
        kind,
        subject,
        headName,
      }))
    }),

  roadSections: procedure('directory.read')
    .output(z.array(RoadSectionView))
    .query(({ ctx }) =>
      ctx.app.db
        .selectFrom('road_section')
        .leftJoin('unit as town', 'town.id', 'road_section.town_id')
        .select(['road_section.id', 'road_section.name', 'town.name as townName', 'road_section.community'])
        .orderBy('road_section.id')
        .execute(),
    ),

  people: procedure('directory.read')
    .input(z.object({ unitId: z.string().optional(), role: Role.optional() }))
    .output(z.array(PersonView))
    .query(async ({ ctx, input }) =>
      (await listPeople(ctx.app.db, input)).map(({ actor, unit }) => ({
        userId: actor.userId,
        name: actor.name,
        roles: actor.roles,
        unitId: unit.id,
        unitName: unit.name,
      })),
    ),

  rules: procedure('directory.read')
    .output(RulesView)
    .query(async ({ ctx }) => {
      const { db } = ctx.app
      const [calendar, settings] = await Promise.all([
        readCalendar(db),
        db.selectFrom('setting').select(['key', 'value']).where('key', 'in', ['campaign', 'sampleCounty']).execute(),
      ])
      const setting = new Map(settings.map((row) => [row.key, row.value]))
      const campaign = setting.get('campaign')
      return {
        rules: defaultRules,
        businessHours: { opens: calendar.opens, closes: calendar.closes },
        campaign: typeof campaign === 'string' ? campaign : '',
        sample: setting.get('sampleCounty') === true,
      }
    }),
})
