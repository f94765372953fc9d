import { useMutation } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { text } from '../../../domain/text.ts'
import type { Me } from '../../../domain/views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { signInFailure } from '../../sign-in-failure.ts'
import { trpc } from '../../trpc.ts'
import { SampleAccounts } from './sample-accounts.tsx'

const missing = text('请填写用户名和密码。', 'Enter your username and password.')

/** Username and password; keeps the username after a failure, and says how long a lock lasts. */
export function SignInForm({ onDone }: { onDone: (me: Me) => void }) {
  const t = useText()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const first = useRef<InputRef>(null)
  useEffect(() => first.current?.focus(), [])
  const create = useMutation(
    trpc.session.create.mutationOptions({
      onSuccess: ({ me }) => onDone(me),
      onError: () => setPassword(''),
    }),
  )
  const incomplete = !username.trim() || !password
  return (
    <form
      className="zod-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!incomplete) create.mutate({ username: username.trim(), password })
      }}
    >
      <h1>{t(text('登录', 'Sign in'))}</h1>
      {create.error ? (
        <ErrorNote note={signInFailure(create.error)} />
      ) : (
        tried && incomplete && !create.isPending && <ErrorNote note={missing} />
      )}
      <div className="field">
        <label className="field-label" htmlFor="username">
          {t(text('用户名', 'Username'))}
        </label>
        <Input
          id="username"
          size="large"
          ref={first}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="password">
          {t(text('密码', 'Password'))}
        </label>
        <Input.Password
          id="password"
          size="large"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={create.isPending}>
        {t(text('登录', 'Sign in'))}
      </Button>
      <SampleAccounts
        onChoose={(chosen) => {
          setUsername(chosen)
          document.getElementById('password')?.focus()
        }}
      />
      <p className="field-hint">
        {t(
          text(
            '忘记密码或账号被锁定，请联系本县创卫办的系统管理员。',
            'Forgot the password, or locked out? Ask your administrator.',
          ),
        )}
      </p>
    </form>
  )
}
