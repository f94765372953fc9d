import type { WorkflowInterceptors } from '@temporalio/workflow'

/** A fault of the code that only an act meets: of those whose text says so. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      async handleUpdate(input, next) {
        if (JSON.stringify(input.args).includes('读不到')) throw new TypeError('新版程序读不到这一步的表单')
        return next(input)
      },
    },
  ],
})
