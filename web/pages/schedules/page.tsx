import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { ActForm } from './ActForm.tsx'
import { type Act, actCodes, acts } from './acts.ts'
import { Row } from './Row.tsx'
import './schedules.css'

/** What is opened by itself and when: looked after one by one or many at once. */
export function SchedulesPage() {
  const t = useText()
  const can = useCan()
  const { data, error, refetch } = useQuery(trpc.schedule.list.queryOptions(undefined, { staleTime: 0 }))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<{ act: Act; ids: string[] } | null>(null)
  if (!data)
    return (
      <Page title={words.schedules}>
        {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={8} />}
      </Page>
    )
  const manages = can('schedule.manage')
  const picked = data.filter(({ scheduleId }) => chosen.has(scheduleId)).map(({ scheduleId }) => scheduleId)
  const toggle = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  const titled = new Map(data.map(({ scheduleId, title }) => [scheduleId, title]))
  return (
    <Page
      title={words.schedules}
      aside={t(text('到时自动开立的流程：巡查等', 'What is opened by itself at its time, such as patrols'))}
    >
      {error && <ErrorNote note={failureText(error)} />}
      {data.length === 0 ? (
        <Empty
          title={text('还没有定时任务', 'No schedules yet')}
          hint={text('新建巡查计划后，这里会出现它的定时任务。', 'A plan of patrols brings its schedule with it.')}
        />
      ) : (
        <>
          {manages && (
            <div className="schedule-bar">
              <Checkbox
                checked={picked.length === data.length}
                indeterminate={picked.length > 0 && picked.length < data.length}
                onChange={({ target }) => setChosen(new Set(target.checked ? data.map((one) => one.scheduleId) : []))}
              >
                {t(
                  picked.length === 0 ? text('全选', 'All') : text(`已选${picked.length}项`, `${picked.length} chosen`),
                )}
              </Checkbox>
              {picked.length > 0 &&
                actCodes.map((act) => (
                  <Button key={act} onClick={() => setOpen({ act, ids: picked })}>
                    {t(text(`批量${acts[act].label.zh}`, `${acts[act].label.en}: all chosen`))}
                  </Button>
                ))}
            </div>
          )}
          <ul className="schedules">
            {data.map((one) => (
              <Row
                key={one.scheduleId}
                view={one}
                chosen={manages ? chosen.has(one.scheduleId) : null}
                onChoose={() => toggle(one.scheduleId)}
                onAct={(act) => setOpen({ act, ids: [one.scheduleId] })}
              />
            ))}
          </ul>
        </>
      )}
      {open && (
        <ActForm
          act={open.act}
          schedules={open.ids.map((id) => ({ id, title: titled.get(id) ?? text(id, id) }))}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}
