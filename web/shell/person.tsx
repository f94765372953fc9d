import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { roles } from '../../domain/people.ts'
import { text } from '../../domain/text.ts'
import { useLanguage, useText } from '../language.tsx'
import { paths } from '../paths.ts'
import { useCan, useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { words } from '../words.ts'

/** Who is signed in, as what, and what they can do about it. */
export function Person() {
  const t = useText()
  const me = useMe()
  const can = useCan()
  const navigate = useNavigate()
  const { language, setLanguage } = useLanguage()
  // A new document on the way out: nothing of one person's session is left for the next on a shared machine.
  const leave = () => window.location.assign(paths.signIn)
  const end = useMutation(trpc.session.end.mutationOptions({ onSettled: leave }))
  return (
    <div className="person">
      <Button
        type="text"
        className="person-language"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {t(words.language)}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'who',
              type: 'group',
              label: `${me.unit.name} · ${me.roles.map((role) => t(roles[role])).join(t(text('、', ', ')))}`,
            },
            ...(can('leave.own')
              ? [{ key: 'leave', label: t(words.leave), onClick: () => void navigate({ to: paths.leave }) }]
              : []),
            { key: 'password', label: t(words.changePassword), onClick: () => void navigate({ to: paths.password }) },
            { key: 'end', label: t(words.signOut), onClick: () => end.mutate() },
          ],
        }}
      >
        <Button type="text" className="person-name">
          <span className="person-unit">{me.unit.shortName}</span> {me.name}
          <svg viewBox="0 0 12 12" aria-hidden="true" className="icon-small">
            <path d="M2.500 4.500L6 8l3.500-3.500" />
          </svg>
        </Button>
      </Dropdown>
    </div>
  )
}
