import { ApplicationFailure } from '@temporalio/workflow'
import { REFUSED } from '../../domain/commands.ts'
import type { FieldError, RefusalCode, RefusalParams } from '../../domain/refusals.ts'

/** The failure by which an Update is refused: its code, the parameters of its sentence, and the fields at fault. */
export const refuse = (code: RefusalCode, params: RefusalParams = {}, fields: FieldError[] = []): ApplicationFailure =>
  ApplicationFailure.create({ type: REFUSED, message: code, nonRetryable: true, details: [code, params, fields] })
