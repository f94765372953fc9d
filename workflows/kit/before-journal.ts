import { ChildWorkflowFailure, condition, setHandler, type SignalDefinition, sleep } from '@temporalio/workflow'
import type { Applied, Command } from '../../domain/commands.ts'
import type { Doors } from './told.ts'
import { EndedOtherwise } from './ends.ts'
import { act, opened, standing } from './messages.ts'

/**
 * Cases that began before there was a journal go on as they began: the kit's words then do directly what they did
 * then, with the same commands to the engine. To be deleted, with every use of `beganBefore`, when the last has ended.
 */

let before = false

/** Whether this case began before there was a journal. */
export const beganBefore = (): boolean => before

/** Said once, before the story begins. */
export function goOnAsBefore(): void {
  before = true
}

export const untilAsBefore = (holds: () => boolean, ms?: number): Promise<boolean> =>
  // Without a time there is no answer, and nobody asks for one.
  ms === undefined ? (condition(holds) as Promise<unknown> as Promise<boolean>) : condition(holds, ms)

export const pauseAsBefore = (ms: number): Promise<void> => sleep(ms)

export const listenAsBefore = <S>(to: SignalDefinition<[S]>, hear: (said: S) => void): void => setHandler(to, hear)

export function openAsBefore({ validate, received, flush, committed, stage, standing: stands }: Doors): void {
  // Acts that came before the first step was open wait for it: a first task that is run again, after a worker was
  // lost, gets them before the story has begun. Still in the same activation, or they would find no handler.
  void Promise.resolve().then(() => setHandler(act, handle, { validator: validate }))
  setHandler(opened, async () => {
    await committed(1)
    return { eventNo: 1, stage: stage() }
  })
  setHandler(standing, stands)

  async function handle(command: Command): Promise<Applied> {
    const { eventNo, heard } = received(command)
    if (heard) {
      await heard
      void flush()
    }
    await committed(eventNo)
    return { eventNo, stage: stage() }
  }
}

/** The end of a case that this one has started; rejects with EndedOtherwise when it was ended by force. */
export const endAsBefore = <T>(child: { result: () => Promise<unknown> }): Promise<T> =>
  (child.result() as Promise<T>).catch((error: unknown) => {
    throw error instanceof ChildWorkflowFailure ? new EndedOtherwise(String(error)) : error
  })
