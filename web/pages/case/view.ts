import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../../../api/router.ts'

/** A case and its tasks as they arrive here. */
export type CaseView = inferRouterOutputs<AppRouter>['case']['get']
export type TaskView = CaseView['tasks'][number]
