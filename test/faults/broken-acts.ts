import type { WorkflowInterceptors } from '@temporalio/workflow'

/** A fault of the code: whoever submits anything stops the process where it is. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      async handleUpdate(input, next) {
        const [command] = input.args as [{ act?: string }?]
        if (command?.act === 'submit') throw new TypeError('a fault of the code, for a test')
        return next(input)
      },
    },
  ],
})
