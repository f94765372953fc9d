import { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { z } from 'zod'
import { fieldErrors } from '../domain/fields.ts'
import { type Capability, capabilityNames } from '../domain/permissions.ts'
import { type FieldError, type Refusal, refusal, type RefusalCode, type RefusalParams } from '../domain/refusals.ts'
import { type Text, text } from '../domain/text.ts'

/** The only place where what went wrong inside becomes what a caller is told. */

const codes: Partial<Record<RefusalCode, TRPC_ERROR_CODE_KEY>> = {
  NOT_YOUR_UNIT: 'FORBIDDEN',
  NOT_YOUR_ROLE: 'FORBIDDEN',
  NOT_NAMED: 'FORBIDDEN',
  RECUSED: 'FORBIDDEN',
  SUBSTITUTE_RECUSED: 'FORBIDDEN',
  IN_PERSON: 'FORBIDDEN',
  FORBIDDEN: 'FORBIDDEN',
  INVALID_FORM: 'BAD_REQUEST',
  TASK_UNKNOWN: 'NOT_FOUND',
  NOT_FOUND: 'NOT_FOUND',
  UNIT_UNKNOWN: 'BAD_REQUEST',
  PHOTO_UNKNOWN: 'BAD_REQUEST',
  RECEIPT_UNKNOWN: 'NOT_FOUND',
  TOO_OFTEN: 'TOO_MANY_REQUESTS',
  SEALED_FROM_OFFICE: 'FORBIDDEN',
  SIGN_IN_WRONG: 'UNAUTHORIZED',
  SIGN_IN_LOCKED: 'TOO_MANY_REQUESTS',
  PASSWORD_WRONG: 'BAD_REQUEST',
}

/** A refusal on its way to the caller. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refused: Refusal) {
    super(refused.text.zh)
    this.name = 'RefusalError'
    this.refusal = refused
  }
}

/** The error by which a stored or built refusal is told; its HTTP status follows from its code. */
export function refusalError(refused: Refusal): TRPCError {
  return new TRPCError({
    code: codes[refused.code] ?? 'CONFLICT',
    message: refused.text.zh,
    cause: new RefusalError(refused),
  })
}

/** The error to throw for a refusal; a parameter may differ by language. */
export const refuse = (
  code: RefusalCode,
  params: Record<string, string | Text> = {},
  fields: FieldError[] = [],
): TRPCError => refusalError(refusalOf(code, params, fields))

/** A refusal whose parameters may differ by language. */
export function refusalOf(
  code: RefusalCode,
  params: Record<string, string | Text> = {},
  fields: FieldError[] = [],
): Refusal {
  const inLanguage = (language: keyof Text): RefusalParams =>
    Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? value : value[language]]),
    )
  return {
    code,
    text: { zh: refusal(code, inLanguage('zh')).text.zh, en: refusal(code, inLanguage('en')).text.en },
    fields,
  }
}

/** A form that is wrong in one place. */
export const invalid = (path: (string | number)[], what: Text): TRPCError =>
  refuse('INVALID_FORM', {}, [{ path, text: what }])

export const forbidden = (capability: Capability): TRPCError =>
  refuse('FORBIDDEN', { what: capabilityNames[capability] })

export { TRPCError }

export const unauthenticated = (): TRPCError => new TRPCError({ code: 'UNAUTHORIZED', message: '请先登录。' })

export const unavailableText = text(
  '数据库暂时无法访问，请稍等片刻再试，已填内容不会丢失。',
  'The database cannot be reached just now; try again shortly. Nothing you typed is lost.',
)

/** What the caller is told for whatever was thrown: refusals as they are, a database that is away as 503, the rest hidden. */
export function toldError(error: TRPCError): TRPCError {
  if (error.cause instanceof RefusalError) return error
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError)
    return refuse('INVALID_FORM', {}, formErrors(error.cause))
  if (hasUnstorableText(error)) return refuse('INVALID_FORM')
  if (isDatabaseAway(error))
    return new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: unavailableText.zh, cause: error.cause })
  if (error.code !== 'INTERNAL_SERVER_ERROR') return error
  return new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: '系统暂时出错，请稍后重试；仍不行请联系系统管理员。',
    cause: error.cause,
  })
}

/** Fields are told relative to the form that a person filled in, whatever wraps it on the wire. */
const formErrors = (error: z.ZodError): FieldError[] =>
  fieldErrors(error).map(({ path, text: what }) => ({
    path: path[0] === 'notice' || path[0] === 'form' ? path.slice(1) : path,
    text: what,
  }))

export const refusalIn = (error: TRPCError): Refusal | null =>
  error.cause instanceof RefusalError ? error.cause.refusal : null

// Connection refused or cut, server starting, stopping or full, too many sessions, out of disk, too slow.
const AWAY = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|57P0|57014|08|53|25006|58)/
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/

/** Whether an error, or what caused it, says that PostgreSQL cannot serve just now. */
export const isDatabaseAway = (error: unknown): boolean =>
  causes(error).some((cause) => AWAY.test(codeOf(cause)) || AWAY_WORDS.test(cause.message))

// A text with NUL or a lone half of a character, which PostgreSQL cannot keep and no keyboard types.
const hasUnstorableText = (error: unknown): boolean =>
  causes(error).some((cause) => codeOf(cause) === '22021' || codeOf(cause) === '22P05')

const codeOf = (error: Error): string =>
  !(error instanceof TRPCError) && 'code' in error && typeof error.code === 'string' ? error.code : ''

function causes(error: unknown): Error[] {
  const found: Error[] = []
  for (let at: unknown = error; at instanceof Error && found.length < 6; at = at.cause) found.push(at)
  return found
}
