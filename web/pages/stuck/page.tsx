import { DownloadOutlined, ReloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { stuckCauseCodes } from '../../../domain/stuck-causes.ts'
import { queried } from '../../../domain/stuck-query.ts'
import type { StuckBoard, StuckQuery } from '../../../domain/stuck-views.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useLanguage, useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { AllClear } from './AllClear.tsx'
import { exportAddress } from './exporting.ts'
import { type Change, Filters } from './Filters.tsx'
import { Group } from './Group.tsx'
import { Selection } from './Selection.tsx'
import './stuck.css'

const EVERY = 10_000
/** What was asked for is found within a few seconds. ms */
const SOON = [1_500, 4_000, 8_000]

/** Everything that does not move, and why: by cause, narrowed and ordered as the address says. */
export function StuckPage() {
  const t = useText()
  const times = useTimes()
  const { data, error, refetch } = useQuery(
    trpc.stuck.board.queryOptions(undefined, { refetchInterval: EVERY, staleTime: 0 }),
  )
  const client = useQueryClient()
  const look = useMutation(
    trpc.stuck.look.mutationOptions({
      onSuccess: () => {
        for (const ms of SOON)
          setTimeout(() => void client.invalidateQueries({ queryKey: trpc.stuck.board.queryKey() }), ms)
      },
    }),
  )
  const checked = data?.lookedAt ? times.clock(data.lookedAt) : null
  return (
    <Page
      title={words.stuck}
      wide
      aside={
        checked && (
          <span>
            {t(text(`检查于 ${checked}，每二十秒自动检查一次`, `Checked at ${checked}, every twenty seconds`))}
          </span>
        )
      }
      actions={
        <>
          <Export />
          <Button icon={<ReloadOutlined />} loading={look.isPending} onClick={() => look.mutate()}>
            {t(text('立即检查', 'Check now'))}
          </Button>
        </>
      }
    >
      {error && data && <ErrorNote note={failureText(error)} />}
      {data ? <Board board={data} /> : error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function Board({ board }: { board: StuckBoard }) {
  const t = useText()
  const query = useSearch({ from: `/staff${paths.stuck}` })
  const navigate = useNavigate({ from: paths.stuck })
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const items = queried(board, query)
  const groups = stuckCauseCodes
    .map((cause) => ({ cause, items: items.filter((item) => item.cause === cause) }))
    .filter((group) => group.items.length > 0)
  const change = (to: Change) => void navigate({ search: (now) => ({ ...now, ...to }), replace: true })
  const select = (ids: readonly number[], on: boolean) =>
    setSelected((now) => {
      const then = new Set(now)
      for (const id of ids)
        if (on) then.add(id)
        else then.delete(id)
      return then
    })
  return (
    <>
      <Filters board={board} query={query} onChange={change} />
      {board.more && (
        <p className="stuck-more">
          {t(text('事项太多，只显示最久的两千项。', 'Too many to show: these are the two thousand longest.'))}
        </p>
      )}
      {groups.map((group) => (
        <Group
          key={group.cause}
          {...group}
          {...(!query.cured && { selecting: { has: (id: number) => selected.has(id), set: select } })}
        />
      ))}
      {groups.length === 0 &&
        (board.items.length === 0 && !query.cured ? (
          <AllClear openCases={board.openCases} />
        ) : (
          <p className="stuck-none">{t(text('没有符合条件的事项。', 'Nothing matches.'))}</p>
        ))}
      <Selection
        items={board.items.filter(({ id }) => selected.has(id))}
        onClear={() => setSelected(new Set<number>())}
      />
    </>
  )
}

function Export() {
  const t = useText()
  const { language } = useLanguage()
  const query: StuckQuery = useSearch({ from: `/staff${paths.stuck}` })
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: (
      <a href={exportAddress(query, format, language)} download>
        {format === 'xlsx'
          ? t(text('Excel 表格（.xlsx）', 'Excel (.xlsx)'))
          : t(text('逗号分隔（.csv）', 'CSV (.csv)'))}
      </a>
    ),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />}>{t(text('导出', 'Export'))}</Button>
    </Dropdown>
  )
}
