import { z } from 'zod'
import { StuckItem } from '../../domain/views.ts'
import { stuckItems } from '../stuck.ts'
import { procedure, router } from '../trpc.ts'

export const stuckRouter = router({
  list: procedure('stuck.read')
    .output(z.array(StuckItem))
    .query(({ ctx }) => stuckItems(ctx.app)),
})
