import { HealthView } from '../../domain/health.ts'
import { healthView } from '../health/view.ts'
import { procedure, router } from '../trpc.ts'

export const healthRouter = router({
  overview: procedure('health.read')
    .output(HealthView)
    .query(({ ctx }) => healthView(ctx.app)),
})
