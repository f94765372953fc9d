import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'
import {
  ACT_UPDATE,
  type Applied,
  type Command,
  ENDED_SIGNAL,
  OPENED_UPDATE,
  type Standing,
  STANDING_QUERY,
} from '../../domain/commands.ts'

/** Every human act on a case: refused at once with its reason, or applied and recorded before it returns. */
export const act = defineUpdate<Applied, [Command]>(ACT_UPDATE)

/** Returns when the case's opening is recorded; sent together with the start. */
export const opened = defineUpdate<Applied>(OPENED_UPDATE)

/** Where the case stands, for comparing it with the read model. */
export const standing = defineQuery<Standing>(STANDING_QUERY)

/** By which a case tells the one that follows it that it has ended, and how. */
export const ended = defineSignal<[{ caseId: string; value?: unknown }]>(ENDED_SIGNAL)
