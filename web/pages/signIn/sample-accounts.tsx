import { useQuery } from '@tanstack/react-query'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'

/** Whom one may try out where the fictional sample county is installed; a click fills in the user name. */
export function SampleAccounts({ onChoose }: { onChoose: (username: string) => void }) {
  const t = useText()
  const { data } = useQuery(trpc.session.sampleAccounts.queryOptions(undefined, { staleTime: Infinity }))
  if (!data || data.length === 0) return null
  return (
    <details className="sample-accounts">
      <summary>{t(text('示范县试用账号', 'Accounts of the sample county'))}</summary>
      <p className="field-hint">
        {t(
          text('点选填入用户名；密码见启动时的提示。', 'A click fills in the name; the password was printed at start.'),
        )}
      </p>
      <ul>
        {data.map(({ username, name, role, unitName }) => (
          <li key={username}>
            <button type="button" onClick={() => onChoose(username)}>
              <b>{name}</b> {t(role)}
              <small>{unitName}</small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
