import { z } from 'zod'
import * as calendar from '../domain/calendar.ts'
import * as commands from '../domain/commands.ts'
import * as fields from '../domain/fields.ts'
import * as forms from '../domain/forms.ts'
import * as deposits from '../domain/deposit-forms.ts'
import * as letters from '../domain/letter-forms.ts'
import * as people from '../domain/people.ts'
import * as referrals from '../domain/referral-forms.ts'

/**
 * What every case shares and none changes: loaded once for all of a worker's cases, where loading it anew for
 * each case cost more than the case's steps, and a megabyte of memory each.
 *
 * The SDK freezes what is shared, down to whatever is frozen already. zod derives much of a schema at its first
 * use and keeps it inside, so each schema is closed here at its surface only: nobody can change it, and it can
 * still remember what it has derived. Such schemas are used by `z.safeParse(schema, value)`.
 */
// The SDK takes a stack trace at every promise; an error still names its innermost frames.
Error.stackTraceLimit = 4

Object.freeze(z.regexes)
for (const module of [calendar, commands, fields, forms, forms.forms, deposits, letters, people, referrals]) {
  for (const value of Object.values(module)) if (value instanceof z.ZodType) Object.freeze(value)
}
z.config({ jitless: true })
