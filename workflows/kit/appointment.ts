import type { FormKey } from '../../domain/forms.ts'
import type { StepDefinition } from '../../domain/processes/definition.ts'
import { text } from '../../domain/text.ts'
import { type Ask, type CaseState, close, done, type DoneOf, openTask, settled, turnedRed, untilDue } from './step.ts'
import { isOver, type PutOff } from './tasks.ts'
import { until } from './waits.ts'

/** An appointment that is not kept because another time was set for it. */
export type PutOffInstead = { kind: 'putOff' } & PutOff

/**
 * A step that is kept at an appointed time: `within` must have passed since `from`, it is due at `appointedAt` and
 * turns red only then. It ends with its answer, or by being put off.
 */
export async function stepOrPutOff<D extends StepDefinition<FormKey>>(
  state: CaseState,
  definition: D,
  ask: Ask<D['form']>,
): Promise<DoneOf<D> | PutOffInstead> {
  const task = await openTask(state, definition, ask)
  return settled<DoneOf<D> | PutOffInstead>(state, task, async () => {
    await untilDue(state, task)
    if (!isOver(task)) {
      turnedRed(state, task)
      await state.recorder.flush()
      await until(() => isOver(task))
    }
    if (!task.putOff) return done(definition, task) as DoneOf<D>
    const why = text('约谈改期', 'the talk was put off')
    close(state, task, { kind: 'cancelled', why })
    state.recorder.note('taskCancelled', { taskId: task.id, step: task.step, why })
    return { kind: 'putOff', ...task.putOff }
  })
}
