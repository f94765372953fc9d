import { condition, defineUpdate, setHandler } from '@temporalio/workflow'

/** One act on a bare flow: the step it answers and its form, which nobody looks at. */
export const answer = defineUpdate<number, [{ step: number; form: unknown }]>('answer')

/** The steps of a notice on Temporal alone: an Update each, a deadline timer each, no rule, no record. */
export async function bare({ steps }: { steps: number }): Promise<number> {
  let answered = 0
  setHandler(
    answer,
    () => {
      answered += 1
      return answered
    },
    {
      validator: ({ step }) => {
        if (step !== answered) throw new Error('not this step')
      },
    },
  )
  for (let step = 0; step < steps; step += 1) await condition(() => answered > step, '5 days')
  return answered
}
