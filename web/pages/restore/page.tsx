import { useQuery } from '@tanstack/react-query'
import type { RestoreView } from '../../../domain/backups.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Backups } from './Backups.tsx'
import { Guide } from './Guide.tsx'
import { Last } from './Last.tsx'
import './restore.css'

/** What there is to go back to, how one goes back, and what the last time came to. */
export function RestorePage() {
  const { data, error, refetch } = useQuery(trpc.restore.overview.queryOptions(undefined, { staleTime: 0 }))
  return (
    <Page title={words.restore} crumbs={[{ label: words.health, link: { to: paths.health } }]}>
      {data ? <View view={data} /> : error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function View({ view }: { view: RestoreView }) {
  if (view.dataDir === null)
    return (
      <ErrorNote
        tone="warning"
        note={text(
          '数据库或流程引擎不归本机管理，请用它们各自的工具在同一时刻恢复两边，见值班手册。',
          'Database or engine are run elsewhere: restore both to one instant with their own tools, as the handbook says.',
        )}
      />
    )
  return (
    <>
      {view.last && <Last last={view.last} />}
      <Span view={view} />
      <Backups places={view.places} />
      <Guide view={view} dataDir={view.dataDir} />
    </>
  )
}

/** Between which instants one can choose. */
function Span({ view: { places, loggedUntil } }: { view: RestoreView }) {
  const t = useText()
  const times = useTimes()
  const all = places.flatMap(({ backups }) => backups.map(({ finishedAt }) => finishedAt)).sort()
  const [earliest] = all
  if (earliest === undefined)
    return (
      <ErrorNote
        note={text(
          '还没有备份，无法恢复：立即运行 npm run chuangwei -- backup。',
          'There is no backup to restore: run npm run chuangwei -- backup now.',
        )}
      />
    )
  return (
    <dl className="panel restore-span">
      <dt>{t(text('最早可恢复到', 'From'))}</dt>
      <dd>{times.fullClock(earliest)}</dd>
      <dt>{t(text('最晚可恢复到', 'To'))}</dt>
      <dd>
        {loggedUntil === null
          ? t(text('数据库日志没有归档，只能恢复到备份完成时', 'The log is not kept: only to the end of a backup'))
          : t(
              text(
                `${times.fullClock(loggedUntil)}（数据库日志已归档到此）；旧磁盘还能读时，到停机那一刻`,
                `${times.fullClock(loggedUntil)}, up to which the log is kept; to the very end where the old disk can be read`,
              ),
            )}
      </dd>
    </dl>
  )
}
