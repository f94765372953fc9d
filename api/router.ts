import { calendarRouter } from './routers/calendar.ts'
import { caseRouter } from './routers/case.ts'
import { commandRouter } from './routers/command.ts'
import { directoryRouter } from './routers/directory.ts'
import { draftRouter } from './routers/draft.ts'
import { inboxRouter } from './routers/inbox.ts'
import { liveRouter } from './routers/live.ts'
import { noticeRouter } from './routers/notice.ts'
import { notificationRouter } from './routers/notification.ts'
import { problemRouter } from './routers/problem.ts'
import { sealedRouter } from './routers/sealed.ts'
import { sessionRouter } from './routers/session.ts'
import { stuckRouter } from './routers/stuck.ts'
import { taskRouter } from './routers/task.ts'
import { userRouter } from './routers/user.ts'
import { router } from './trpc.ts'

/** Everything that can be asked of the API, by capability. */
export const appRouter = router({
  session: sessionRouter,
  directory: directoryRouter,
  problem: problemRouter,
  notice: noticeRouter,
  inbox: inboxRouter,
  task: taskRouter,
  draft: draftRouter,
  command: commandRouter,
  case: caseRouter,
  sealed: sealedRouter,
  stuck: stuckRouter,
  calendar: calendarRouter,
  user: userRouter,
  notification: notificationRouter,
  live: liveRouter,
})

export type AppRouter = typeof appRouter
