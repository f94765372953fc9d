import { ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type HealthPart, healthParts, type HealthView } from '../../../domain/health.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Light } from '../../components/Light.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Versions } from './versions.tsx'
import './health.css'

const EVERY = 30_000

const lights: Record<HealthPart['light'], Text> = {
  GREEN: text('正常', 'Well'),
  YELLOW: text('注意', 'Look'),
  RED: text('故障', 'Ill'),
}

/** How each part of the installation is, in plain words, with what to do where one is not well. */
export function HealthPage() {
  const t = useText()
  const times = useTimes()
  const { data, error, isFetching, refetch } = useQuery(
    trpc.health.overview.queryOptions(undefined, { refetchInterval: EVERY, staleTime: 0 }),
  )
  const checked = data && times.clock(data.checkedAt)
  return (
    <Page
      title={words.health}
      aside={
        checked && (
          <span>{t(text(`检查于 ${checked}，每半分钟自动检查一次`, `Checked at ${checked}, every half minute`))}</span>
        )
      }
      actions={
        <Button icon={<ReloadOutlined />} loading={isFetching} onClick={() => void refetch()}>
          {t(words.reload)}
        </Button>
      }
    >
      {error && data && <ErrorNote note={failureText(error)} />}
      {data ? <View view={data} /> : error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function View({ view }: { view: HealthView }) {
  const t = useText()
  const ill = view.parts.filter(({ light }) => light !== 'GREEN').length
  return (
    <>
      <output className="health-sum">
        {ill === 0
          ? t(text('各部分都正常', 'Every part is well'))
          : t(text(`${ill} 个部分需要处理`, `${ill} part(s) to look after`))}
      </output>
      <ul className="health-parts">
        {view.parts.map((part) => (
          <Part key={part.key} part={part} />
        ))}
      </ul>
      <Versions versions={view.versions} replay={view.replay} more={view.more} />
    </>
  )
}

function Part({ part }: { part: HealthPart }) {
  const t = useText()
  return (
    <li className="health-part">
      <span className="health-light">
        <Light light={part.light} name={lights[part.light]} />
      </span>
      <span className="health-name">{t(healthParts[part.key])}</span>
      <span className="health-words">
        <span>{t(part.says)}</span>
        {part.todo && <span className="health-todo">{t(part.todo)}</span>}
        {part.key === 'backup' && <Link to={paths.restore}>{t(words.restore)}</Link>}
      </span>
    </li>
  )
}
