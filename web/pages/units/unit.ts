import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../../../api/router.ts'

export type Unit = inferRouterOutputs<AppRouter>['unit']['list'][number]
