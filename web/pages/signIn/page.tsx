import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { text } from '../../../domain/text.ts'
import type { Me } from '../../../domain/views.ts'
import { Loading } from '../../components/states.tsx'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { setMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { FirstAdministrator } from './first-administrator.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

/** Where everybody comes in; on a new installation, where the first administrator is made. */
export function SignInPage() {
  const t = useText()
  const { language, setLanguage } = useLanguage()
  const navigate = useNavigate()
  const { to } = useSearch({ from: paths.signIn })
  const setup = useQuery(trpc.session.setupNeeded.queryOptions())
  useEffect(() => {
    document.title = `${t(text('登录', 'Sign in'))} · ${t(words.product)}`
  }, [t])
  const enter = (me: Me) => {
    setMe(me)
    // `to` is a path of this app only: it begins with one slash (routes.tsx).
    void navigate({ to: to ?? paths.inbox, replace: true })
  }
  return (
    <div className="sign-in">
      <header>
        <p className="sign-in-product">{t(words.product)}</p>
        <p className="sign-in-campaign">
          {t(text('创建卫生城市督查督办系统', 'Sanitary City campaign: notices and rectification'))}
        </p>
      </header>
      <main>
        {setup.isPending ? (
          <Loading rows={4} />
        ) : setup.data ? (
          <FirstAdministrator onDone={enter} />
        ) : (
          <SignInForm onDone={enter} />
        )}
      </main>
      <footer>
        <Button
          type="link"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {t(words.language)}
        </Button>
      </footer>
    </div>
  )
}
