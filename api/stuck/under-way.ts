import type { Db } from '../../db/connect.ts'
import { failingChannels, givenUpDeliveries } from '../../db/deliveries.ts'
import { failingActivities, type UndecidedCommand, undecidedCommands } from '../../db/stuck-acts.ts'
import type { Found } from '../../db/stuck-findings.ts'
import { SEALED } from '../../domain/sealed.ts'
import { momentText } from '../../domain/sentence.ts'
import { type StuckCause, stuckCauses } from '../../domain/stuck-causes.ts'
import { type Text, text } from '../../domain/text.ts'
import { ORGAN } from './affected.ts'
import { channelFailing, givenUp } from '../../domain/stuck-channel-words.ts'
import { activityText, retrying, undecided } from '../../domain/stuck-words.ts'

/** What the database itself knows to be under way without end: acts, recordings, messages. */

const MOST = 500

export const underWayCauses: StuckCause[] = ['UNDECIDED', 'CHANNEL_FAILING', 'GIVEN_UP']

/** Acts received and not decided. */
export async function undecidedFindings(db: Db): Promise<Found[]> {
  const rows = await undecidedCommands(db, MOST)
  return rows.map((row) => ({
    cause: 'UNDECIDED',
    subject: row.id,
    caseId: row.case_id,
    taskId: row.task_id,
    since: row.received_at.toISOString(),
    text: undecided(whoOf(row), row.tries),
    person: whoOf(row),
    step: row.sealed ? SEALED : row.title,
    detail: [row.act, row.last_error].filter(Boolean).join('：'),
    facts: {
      commandId: row.id,
      attempt: row.tries,
      nextAt: row.next_at.toISOString(),
      ...(row.task_id === null ? {} : { taskId: row.task_id }),
    },
    acts: ['retryCommand'],
  }))
}

const whoOf = ({ sealed, actor_name: name }: UndecidedCommand): Text => (sealed ? ORGAN : text(name, name))

/** Activities within a workflow task that keep failing, as their workers have noted it. */
export async function failingFindings(db: Db): Promise<Found[]> {
  const rows = await failingActivities(db, MOST)
  return rows.map((row) => {
    const next = row.next_at && momentText(row.next_at.toISOString(), new Date())
    return {
      cause: 'RETRYING',
      subject: `${row.case_id}:${row.activity}`,
      caseId: row.case_id,
      taskId: null,
      since: row.first_failed_at.toISOString(),
      text: retrying(row.activity, row.attempt, next),
      person: null,
      step: activityText(row.activity),
      detail: row.error,
      facts: { activity: row.activity, attempt: row.attempt, nextAt: row.next_at?.toISOString() },
      // It is tried again every ten seconds anyway, and the engine cannot be told otherwise.
      acts: [],
    }
  })
}

/** Channels by which no message goes out, and what was given up. */
export async function channelFindings(db: Db): Promise<Found[]> {
  const [failing, given] = await Promise.all([failingChannels(db), givenUpDeliveries(db, new Date())])
  const nowhere = { caseId: null, taskId: null, person: null, step: null }
  return [
    ...failing.map(({ channel, waiting, since, last_error }) => ({
      ...nowhere,
      cause: 'CHANNEL_FAILING' as const,
      subject: channel,
      since: since.toISOString(),
      text: channelFailing(channel, waiting),
      detail: last_error,
      facts: { count: waiting, channel },
      acts: [...stuckCauses.CHANNEL_FAILING.acts],
    })),
    ...given.map(({ channel, count, since, last_error, people }) => ({
      ...nowhere,
      cause: 'GIVEN_UP' as const,
      subject: channel,
      since: since.toISOString(),
      text: givenUp(channel, count, people),
      detail: last_error,
      facts: { count, channel },
      acts: [...stuckCauses.GIVEN_UP.acts],
    })),
  ]
}
