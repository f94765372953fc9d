import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { administrationActs } from '../../../domain/administration.ts'
import { type Role, roles } from '../../../domain/people.ts'
import { type Text, text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import './administration.css'

const facts: Record<string, Text> = {
  roles: text('职责', 'Roles'),
  unitId: text('单位编号', 'Unit id'),
  from: text('自', 'From'),
  to: text('至', 'To'),
  substitute: text('代理人', 'Substitute'),
  name: text('名称', 'Name'),
  shortName: text('简称', 'Short name'),
  into: text('并入', 'Into'),
  people: text('转入人员', 'People moved'),
  schedule: text('定时任务', 'Schedule'),
  opened: text('开立', 'Opened'),
}

/** What administrators did to accounts, leaves, tasks and units, with what was before and after; newest first. */
export function AdministrationPage() {
  const t = useText()
  const times = useTimes()
  const log = useInfiniteQuery(
    trpc.administration.log.infiniteQueryOptions(
      {},
      {
        initialCursor: undefined,
        getNextPageParam: ({ items, more }) => (more ? items.at(-1)?.id : undefined),
      },
    ),
  )
  const items = log.data?.pages.flatMap((page) => page.items) ?? []
  const said = (key: string, value: string): string =>
    key === 'roles'
      ? value
          .split(',')
          .map((role) => (role in roles ? t(roles[role as Role]) : role))
          .join(t(text('、', ', ')))
      : value
  const order = Object.keys(facts)
  const listed = (told: Record<string, string>) =>
    Object.entries(told)
      .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
      .map(([key, value]) => `${facts[key] ? t(facts[key]) : key} ${said(key, value)}`)
      .join(t(text('；', '; ')))
  return (
    <Page title={words.administration}>
      {log.isPending ? (
        <Loading rows={8} />
      ) : log.error && items.length === 0 ? (
        <Failed error={log.error} onRetry={() => void log.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          title={text('还没有管理记录', 'Nothing recorded yet')}
          hint={text(
            '账号、请假、任务移交、单位变动都会记在这里。',
            'Changes of accounts, leaves, tasks and units show here.',
          )}
        />
      ) : (
        <ol className="administered">
          {items.map((item) => (
            <li key={item.id}>
              <p className="administered-head">
                <strong>{t(administrationActs[item.act])}</strong>
                <span>{item.person ?? item.unit}</span>
                <span className="administered-when">
                  {times.fullClock(item.at)} {item.by}
                </span>
              </p>
              {Object.keys(item.before).length > 0 && (
                <p>
                  {t(text('原：', 'Before: '))}
                  {listed(item.before)}
                </p>
              )}
              {Object.keys(item.after).length > 0 && (
                <p>
                  {t(text('现：', 'After: '))}
                  {listed(item.after)}
                </p>
              )}
              {item.reason && (
                <p>
                  {t(text('依据：', 'Why: '))}
                  {item.reason}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <p className="administered-more">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t(words.more)}
          </Button>
        </p>
      )}
    </Page>
  )
}
