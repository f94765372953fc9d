import { type Text, text } from '../domain/text.ts'
import { failureText, isUnauthorized } from './errors.ts'

/** Why signing in failed; it never tells whether the username exists. */
export const signInFailure = (error: unknown): Text =>
  isUnauthorized(error)
    ? text('用户名或密码不正确，请检查后再试。', 'The username or the password is wrong.')
    : failureText(error)
