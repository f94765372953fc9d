import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import type { TargetQuery } from '../../../domain/intervention-views.ts'
import { text } from '../../../domain/text.ts'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { Ask } from './Ask.tsx'

const lights = {
  GREEN: text('正常', 'In time'),
  YELLOW: text('临期', 'Due soon'),
  RED: text('超期', 'Overdue'),
} as const

/** Chooses open steps by unit and light, all of them or some; then asks what to do with them. */
export function Choose({ onClose }: { onClose: () => void }) {
  const t = useText()
  const times = useTimes()
  const [query, setQuery] = useState<TargetQuery>({ search: '' })
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const { data: units } = useQuery(trpc.directory.units.queryOptions())
  const { data, error, refetch } = useQuery(trpc.intervention.targets.queryOptions(query, { staleTime: 0 }))
  const chosen = (data ?? []).filter(({ taskId }) => !off.has(taskId))
  const narrow = (change: Partial<TargetQuery>) => {
    setQuery({ ...query, ...change })
    setOff(new Set())
  }
  if (asking) return <Ask chosen={chosen} onClose={onClose} />
  return (
    <Drawer open size={760} title={t(text('选择案件', 'Choose cases'))} onClose={onClose}>
      <div className="intervention-filters">
        <Select
          aria-label={t(text('单位', 'Unit'))}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t(text('全部单位', 'All units'))}
          options={(units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId?: string) => narrow({ unitId })}
        />
        <Select
          aria-label={t(text('灯色', 'Light'))}
          allowClear
          placeholder={t(text('全部', 'All'))}
          options={Object.entries(lights).map(([value, label]) => ({ value, label: t(label) }))}
          onChange={(light?: keyof typeof lights) => narrow({ light })}
        />
        <Input.Search
          aria-label={t(text('文号', 'Number'))}
          placeholder={t(text('文号或编号', 'Number'))}
          onSearch={(search) => narrow({ search: search.trim() })}
        />
      </div>
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={6} />
        )
      ) : data.length === 0 ? (
        <Empty title={text('没有符合条件的环节', 'No open step fits')} />
      ) : (
        <ul className="intervention-choice">
          {data.map((row) => (
            <li key={row.taskId}>
              <Checkbox
                checked={!off.has(row.taskId)}
                onChange={({ target }) => {
                  const next = new Set(off)
                  if (target.checked) next.delete(row.taskId)
                  else next.add(row.taskId)
                  setOff(next)
                }}
              >
                <strong>{row.number ?? row.caseId}</strong> {row.unitName}，{t(row.step)}，{times.fullClock(row.dueAt)}
                ，{t(lights[row.light])}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      <div className="form-actions">
        <Button type="primary" size="large" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          {t(text(`处置所选${chosen.length}项`, `Intervene in ${chosen.length}`))}
        </Button>
      </div>
    </Drawer>
  )
}
