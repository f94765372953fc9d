import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useNow } from '../../calendar.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { countyDate, useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { workingDaysOf } from './check.ts'
import { type Day, periodsOf } from './periods.ts'
import { PeriodTable } from './PeriodTable.tsx'
import { Publish, type Published } from './Publish.tsx'
import { YearGrid } from './YearGrid.tsx'
import './calendar.css'

const route = getRouteApi('/staff/calendar')

/** The county's working days by year, for everybody; a new year is published here by the administrator. */
export function CalendarPage() {
  const t = useText()
  const can = useCan()
  const now = useNow()
  const { year: wanted, publish } = route.useSearch()
  const navigate = route.useNavigate()
  const [published, setPublished] = useState<Published | null>(null)
  const { data, error, refetch } = useQuery(trpc.calendar.get.queryOptions())
  if (!data)
    return (
      <Page title={words.calendar}>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={10} />}
      </Page>
    )

  const years = [...data.years].sort((a, b) => a.year - b.year)
  const present = Number(countyDate(now).slice(0, 4))
  const shown = years.find(({ year }) => year === wanted) ?? years.find(({ year }) => year === present) ?? years.at(-1)
  const nextYear = Math.max(present, ...years.map(({ year }) => year + 1))

  if (publish && can('calendar.publish'))
    return (
      <Page
        title={text('公布放假安排', 'Publish a year')}
        crumbs={[{ label: words.calendar, link: { to: paths.calendar } }]}
      >
        <Publish
          firstYear={nextYear}
          onCancel={() => void navigate({ search: {} })}
          onPublished={(result) => {
            setPublished(result)
            void navigate({ search: { year: result.year } })
          }}
        />
      </Page>
    )

  return (
    <Page
      title={words.calendar}
      aside={t(
        text(
          '期限按此计算：法定节假日不计，调休上班日计入',
          'Due dates are reckoned by it: holidays are not counted, make-up days are',
        ),
      )}
      actions={
        can('calendar.publish') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ search: { publish: true } })}>
            {t(text('公布放假安排', 'Publish a year'))}
          </Button>
        )
      }
    >
      {published && <Result published={published} />}
      {data.provisionalTasks > 0 && (
        <ErrorNote
          tone="warning"
          note={text(
            `有${data.provisionalTasks}项在办期限跨入尚未公布放假安排的年份，目前为暂估。公布后自动核定，只延不缩。`,
            `${data.provisionalTasks} open due dates reach into a year whose calendar is not published; they are provisional until it is.`,
          )}
        />
      )}
      <nav className="years" aria-label={t(text('年份', 'Year'))}>
        {years.map(({ year }) => (
          <Link
            key={year}
            to={paths.calendar}
            search={{ year }}
            className={year === shown?.year ? 'year year-on' : 'year'}
            aria-current={year === shown?.year ? 'page' : undefined}
          >
            {year}
          </Link>
        ))}
        <span className="year year-none">
          {nextYear} <small>{t(text('未公布', 'not published'))}</small>
        </span>
      </nav>
      {shown ? (
        <Year year={shown.year} source={shown.source} publishedAt={shown.publishedAt} days={shown.days} />
      ) : (
        <Empty
          title={text('还没有公布任何年份', 'No year is published')}
          hint={text(
            '公布之前，期限按普通星期暂估。',
            'Until then due dates are reckoned by plain weeks, provisionally.',
          )}
        />
      )}
    </Page>
  )
}

function Year({ year, source, publishedAt, days }: { year: number; source: string; publishedAt: string; days: Day[] }) {
  const t = useText()
  const times = useTimes()
  const periods = periodsOf(days)
  const total = workingDaysOf(year, periods)
  return (
    <>
      <section className="panel" aria-labelledby="year-holidays">
        <div className="year-head">
          <h2 id="year-holidays">{t(text(`${year}年放假安排`, `Holidays of ${year}`))}</h2>
          <span>{t(text(`全年工作日${total}天`, `${total} working days`))}</span>
        </div>
        <p className="year-source">
          {t(text('依据：', 'Source: '))}
          {source}
          {t(text('，录入于', ', entered '))} {times.full(publishedAt)}
        </p>
        <PeriodTable periods={periods} />
      </section>
      <section className="panel" aria-label={t(text(`${year}年月历`, `Calendar of ${year}`))}>
        <YearGrid year={year} days={days} />
      </section>
    </>
  )
}

/** What publishing did: an unsettled due date stays provisional and is looked after, so it is told, not hidden. */
function Result({ published: { year, settled, failed, pending } }: { published: Published }) {
  const rest = [
    pending > 0 ? text(`${pending}项正在核定，稍后自动完成`, `${pending} are being settled`) : null,
    failed > 0
      ? text(
          `${failed}项未能核定，仍为暂估，请在“异常”中查看`,
          `${failed} could not be settled and stay provisional: see Stuck`,
        )
      : null,
  ].filter((note) => note !== null)
  const told = text(
    `${year}年日历已公布，已核定${settled}项期限`,
    `${year} is published; ${settled} due dates are settled`,
  )
  return (
    <ErrorNote
      tone={failed > 0 ? 'warning' : 'calm'}
      note={text(
        `${[told, ...rest].map(({ zh }) => zh).join('；')}。`,
        `${[told, ...rest].map(({ en }) => en).join('; ')}.`,
      )}
    />
  )
}
