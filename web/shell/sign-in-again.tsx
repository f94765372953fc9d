import { useMutation } from '@tanstack/react-query'
import { Button, Input, type InputRef, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { text } from '../../domain/text.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { resumeAs, useMe, useSessionEnded } from '../session.tsx'
import { signInFailure } from '../sign-in-failure.ts'
import { onSessionLost, trpc } from '../trpc.ts'

/**
 * When the session ends under an open page, asks for the password on the spot: going to the sign-in page
 * would throw away what is being typed.
 */
export function SignInAgain() {
  const t = useText()
  const me = useMe()
  const ended = useSessionEnded()
  const [lost, setLost] = useState(false)
  const [password, setPassword] = useState('')
  const field = useRef<InputRef>(null)
  useEffect(() => onSessionLost(() => setLost(true)), [])
  const create = useMutation(
    trpc.session.create.mutationOptions({
      onSuccess: ({ me: again }) => {
        setLost(false)
        setPassword('')
        resumeAs(again)
      },
    }),
  )
  const asSomebodyElse = () =>
    window.location.assign(
      `${paths.signIn}?to=${encodeURIComponent(window.location.pathname + window.location.search)}`,
    )
  return (
    <Modal
      open={lost || ended}
      afterOpenChange={(open) => open && field.current?.focus()}
      closable={false}
      footer={null}
      width={400}
      centered
      title={t(text('登录已失效，请重新登录', 'Please sign in again'))}
    >
      <form
        className="zod-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (password) create.mutate({ username: me.username, password })
        }}
      >
        <p>
          {t(text('页面上已填的内容还在，登录后可继续。', 'What you typed is still on the page; sign in to go on.'))}
        </p>
        {create.error && <ErrorNote note={signInFailure(create.error)} />}
        <div className="field">
          <label className="field-label" htmlFor="again-password">
            {t(text(`${me.name}的密码`, `Password of ${me.name}`))}
          </label>
          <Input.Password
            id="again-password"
            ref={field}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t(text('登录', 'Sign in'))}
          </Button>
          <Button onClick={asSomebodyElse}>{t(text('换人登录', 'Sign in as somebody else'))}</Button>
        </div>
      </form>
    </Modal>
  )
}
