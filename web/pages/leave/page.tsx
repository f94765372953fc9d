import { useQuery } from '@tanstack/react-query'
import { text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { LeaveForm } from './LeaveForm.tsx'
import { LeaveList } from './LeaveList.tsx'

/** My leaves with who stands in for me, and for whom I stand in. */
export function LeavePage() {
  const t = useText()
  const me = useMe()
  const { data, error, refetch } = useQuery(trpc.leave.mine.queryOptions())
  const own = data?.filter(({ absent }) => absent.userId === me.userId) ?? []
  const others = data?.filter(({ absent, state }) => absent.userId !== me.userId && state !== 'OVER') ?? []
  return (
    <Page
      title={words.leave}
      aside={t(
        text(
          '请假期间由代理人代办您的任务，每次办理都注明代您办理；您本人仍可登录办理。',
          'While you are away your substitute does your tasks, marked as such. You may still sign in and act.',
        ),
      )}
    >
      {others.length > 0 && (
        <section className="panel" aria-labelledby="standing-in">
          <h2 id="standing-in">{t(text('由我代理', 'I stand in'))}</h2>
          <LeaveList leaves={others} by="substitute" />
        </section>
      )}
      <section className="panel" aria-labelledby="enter-leave">
        <h2 id="enter-leave" className="leave-head">
          {t(text('登记请假', 'Enter a leave'))}
        </h2>
        <LeaveForm />
      </section>
      <section className="panel" aria-labelledby="my-leaves">
        <h2 id="my-leaves">{t(text('我的请假', 'My leaves'))}</h2>
        {!data ? (
          error ? (
            <Failed error={error} onRetry={() => void refetch()} />
          ) : (
            <Loading rows={3} />
          )
        ) : own.length === 0 ? (
          <Empty
            title={text('没有请假记录', 'No leaves yet')}
            hint={text(
              '登记后，代理人的待办里会出现您的任务。',
              'Once entered, your tasks show in the inbox of your substitute.',
            )}
          />
        ) : (
          <LeaveList leaves={own} by="absent" />
        )}
      </section>
    </Page>
  )
}
