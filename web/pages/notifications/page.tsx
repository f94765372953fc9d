import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Item } from './Item.tsx'
import { Preference } from './Preference.tsx'
import './notifications.css'

const EVERY = 60_000

/** What I was told, newest first, and how I wish to be told. */
export function NotificationsPage() {
  const t = useText()
  const queryClient = useQueryClient()
  const [unread, setUnread] = useState(false)
  const list = useInfiniteQuery(
    trpc.notification.list.infiniteQueryOptions(
      { unread },
      {
        initialCursor: undefined,
        getNextPageParam: ({ items, more }) => (more ? items.at(-1)?.id : undefined),
        refetchInterval: EVERY,
      },
    ),
  )
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.notification.pathKey() })
  const mark = useMutation(trpc.notification.markRead.mutationOptions({ onSuccess: again }))
  const markAll = useMutation(trpc.notification.markAllRead.mutationOptions({ onSuccess: again }))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const newest = items[0]?.id
  return (
    <Page
      title={words.notifications}
      actions={
        <>
          <Button aria-pressed={unread} onClick={() => setUnread(!unread)}>
            {t(unread ? text('显示全部', 'Show all') : text('只看未读', 'Unread only'))}
          </Button>
          <Button
            disabled={newest === undefined || items.every((item) => item.read)}
            loading={markAll.isPending}
            onClick={() => newest !== undefined && markAll.mutate({ upTo: newest })}
          >
            {t(text('全部标为已读', 'Mark all as read'))}
          </Button>
        </>
      }
    >
      {list.isPending ? (
        <Loading />
      ) : list.error && items.length === 0 ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          title={unread ? text('没有未读消息', 'Nothing unread') : text('还没有消息', 'No messages yet')}
          hint={text(
            '有新的待办、临近到期、超期、催办或审批结果时，会在这里告诉您。',
            'New tasks, due dates, reminders and rulings are told here.',
          )}
        />
      ) : (
        <ul className="messages">
          {items.map((item) => (
            <Item key={item.id} item={item} onRead={() => !item.read && mark.mutate({ ids: [item.id] })} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="messages-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(words.more)}
          </Button>
        </p>
      )}
      <Preference />
    </Page>
  )
}
