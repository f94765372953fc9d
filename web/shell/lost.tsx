import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { text } from '../../domain/text.ts'
import { Page } from '../components/Page.tsx'
import { Empty, Failed } from '../components/states.tsx'
import { useText } from '../language.tsx'
import { paths } from '../paths.ts'

const missing = text('没有这个页面', 'No such page')

/** An address that leads nowhere. */
export function Missing() {
  const t = useText()
  return (
    <main>
      <Page title={missing}>
        <Empty
          title={missing}
          hint={text('网址可能抄写有误，或该页面已移走。', 'The address may be mistyped, or the page has moved.')}
        >
          <Link to={paths.inbox}>{t(text('回到待办', 'Go to the inbox'))}</Link>
        </Empty>
      </Page>
    </main>
  )
}

/** A screen that broke or could not be fetched, such as after a new version was installed. */
export function Lost({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useText()
  return (
    <div className="page">
      <Failed error={error} onRetry={reset}>
        <Button onClick={() => window.location.reload()}>{t(text('刷新页面', 'Reload the page'))}</Button>
      </Failed>
    </div>
  )
}
