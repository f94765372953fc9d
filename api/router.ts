import { administrationRouter } from './routers/administration.ts'
import { assessmentRouter } from './routers/assessment.ts'
import { calendarRouter } from './routers/calendar.ts'
import { depositRouter, settlementRouter } from './routers/campaign-year.ts'
import { caseRouter } from './routers/case.ts'
import { commandRouter } from './routers/command.ts'
import { complaintRouter } from './routers/complaint.ts'
import { directoryRouter } from './routers/directory.ts'
import { draftRouter } from './routers/draft.ts'
import { handOverRouter } from './routers/hand-over.ts'
import { healthRouter } from './routers/health.ts'
import { inboxRouter } from './routers/inbox.ts'
import { interventionRouter } from './routers/intervention.ts'
import { leaveRouter } from './routers/leave.ts'
import { letterRouter } from './routers/letter.ts'
import { liveRouter } from './routers/live.ts'
import { noticeRouter } from './routers/notice.ts'
import { notificationRouter } from './routers/notification.ts'
import { patrolRouter } from './routers/patrol.ts'
import { problemRouter } from './routers/problem.ts'
import { referralRouter } from './routers/referral.ts'
import { restoreRouter } from './routers/restore.ts'
import { scheduleRouter } from './routers/schedule.ts'
import { sealedRouter } from './routers/sealed.ts'
import { sessionRouter } from './routers/session.ts'
import { stuckRouter } from './routers/stuck.ts'
import { taskRouter } from './routers/task.ts'
import { unitRouter } from './routers/unit.ts'
import { userRouter } from './routers/user.ts'
import { router } from './trpc.ts'

/** Everything that can be asked of the API, by capability. */
export const appRouter = router({
  session: sessionRouter,
  directory: directoryRouter,
  problem: problemRouter,
  patrol: patrolRouter,
  notice: noticeRouter,
  complaint: complaintRouter,
  inbox: inboxRouter,
  task: taskRouter,
  draft: draftRouter,
  command: commandRouter,
  case: caseRouter,
  sealed: sealedRouter,
  stuck: stuckRouter,
  intervention: interventionRouter,
  health: healthRouter,
  restore: restoreRouter,
  schedule: scheduleRouter,
  calendar: calendarRouter,
  user: userRouter,
  leave: leaveRouter,
  handOver: handOverRouter,
  unit: unitRouter,
  administration: administrationRouter,
  notification: notificationRouter,
  letter: letterRouter,
  deposit: depositRouter,
  assessment: assessmentRouter,
  settlement: settlementRouter,
  referral: referralRouter,
  live: liveRouter,
})

export type AppRouter = typeof appRouter
