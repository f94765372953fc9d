import { TRPCClientError } from '@trpc/client'
import type { FieldError, Refusal } from '../domain/refusals.ts'
import { type Text, text } from '../domain/text.ts'

type ErrorData = { code?: string; httpStatus?: number; refusal?: Refusal }

const dataOf = (error: unknown): ErrorData | null =>
  error instanceof TRPCClientError && error.data ? (error.data as ErrorData) : null

const broken = text(
  '系统暂时出错，请稍后重试；仍不行请联系系统管理员。',
  'Something failed on our side. Try again shortly, or tell the administrator.',
)

/** Whether the API said that nobody is signed in. */
export const isUnauthorized = (error: unknown): boolean => {
  const data = dataOf(error)
  return data?.code === 'UNAUTHORIZED' && !data.refusal
}

/** The refusal an act was answered with, or null when the call failed for another reason. */
export const refusalOf = (error: unknown): Refusal | null => dataOf(error)?.refusal ?? null

/** Whether the call got no answer at all, so that nobody knows whether it arrived. */
export const isUnanswered = (error: unknown): boolean => {
  const data = dataOf(error)
  return data === null || data.httpStatus === undefined || data.httpStatus >= 500
}

/** What is wrong and what to do about it, for any failed call. */
export function failureText(error: unknown): Text {
  const data = dataOf(error)
  if (data?.refusal) return data.refusal.text
  if (!(error instanceof TRPCClientError)) return broken
  switch (data?.code) {
    case 'UNAUTHORIZED':
      return text(
        '登录已失效，请重新登录，已填内容不会丢失。',
        'You were signed out. Sign in again; nothing you typed is lost.',
      )
    case 'FORBIDDEN':
      return text(
        '您没有这项权限。如确需办理，请联系系统管理员。',
        'You are not allowed to do this. Ask the administrator if you need it.',
      )
    case 'NOT_FOUND':
      return text('没有找到，或您无权查看。', 'Not found, or not yours to see.')
    case 'SERVICE_UNAVAILABLE':
      return text(
        '系统正在恢复，请稍等片刻再试，已填内容不会丢失。',
        'The system is recovering; try again shortly. Nothing you typed is lost.',
      )
    case 'TOO_MANY_REQUESTS':
      return text('操作过于频繁，请稍等一分钟再试。', 'Too many requests; wait a minute and try again.')
    case 'BAD_REQUEST':
      return text('提交的内容不符合要求，请检查后重试。', 'The request was not valid; check it and try again.')
    case undefined:
      return text(
        '连不上服务器，请检查网络后重试，已填内容不会丢失。',
        'The server cannot be reached. Check the network and try again; nothing you typed is lost.',
      )
    default:
      return broken
  }
}

/** The messages for one field: those whose path begins with its name. */
export const errorsAt = (errors: readonly FieldError[], name: string): FieldError[] =>
  errors.filter((error) => error.path[0] === name)
