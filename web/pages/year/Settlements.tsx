import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { failureText } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { useText } from '../../language.tsx'
import { useCan } from '../../session.tsx'
import { client, queryClient, trpc } from '../../trpc.ts'
import { CaseTable } from './CaseTable.tsx'

/** The year's settlements: opened for some units or all of them at once, one for each unit and year. */
export function Settlements({ year }: { year: number }) {
  const can = useCan()
  return (
    <>
      {can('settlement.open') && <OpenMany year={year} />}
      <CaseTable
        kind="settlement"
        year={year}
        empty={{
          title: text('还没有年终结算', 'No settlements yet'),
          hint: text(
            '年度考核审定后发起：先认定结论，不予退还的先听取申辩。',
            'Opened once the year is assessed; nothing is kept before the unit was heard.',
          ),
        }}
      />
    </>
  )
}

function OpenMany({ year }: { year: number }) {
  const t = useText()
  const { message } = App.useApp()
  const { data } = useQuery(trpc.directory.units.queryOptions())
  const [chosen, setChosen] = useState<string[]>([])
  const [done, setDone] = useState<number | null>(null)
  const [failed, setFailed] = useState<{ name: string; why: string }[]>([])
  const units = (data ?? []).filter(({ subject }) => subject)
  const all = chosen.length > 0 ? units.filter(({ id }) => chosen.includes(id)) : units

  const open = async () => {
    setFailed([])
    for (const [at, unit] of all.entries()) {
      setDone(at)
      try {
        await client.settlement.open.mutate({ commandId: newId(), unitId: unit.id, year })
      } catch (error) {
        setFailed((before) => [...before, { name: unit.name, why: t(failureText(error)) }])
      }
    }
    setDone(null)
    void queryClient.invalidateQueries({ queryKey: trpc.case.list.pathKey() })
    void message.success(t(text('已处理完毕', 'Done')))
  }
  return (
    <div className="year-tools">
      <Select
        mode="multiple"
        className="year-units"
        value={chosen}
        onChange={setChosen}
        optionFilterProp="label"
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t(text('选择单位，不选即全部', 'Choose units; none means all'))}
        aria-label={t(text('结算单位', 'Units'))}
      />
      <Popconfirm
        title={t(text(`为${all.length}个单位发起${year}年度结算？`, `Open ${all.length} settlements for ${year}?`))}
        okText={t(text('发起', 'Open'))}
        cancelText={t(text('取消', 'Cancel'))}
        onConfirm={() => void open()}
      >
        <Button type="primary" loading={done !== null}>
          {done === null
            ? t(text('发起年终结算', 'Open settlements'))
            : t(text(`正在发起 ${done + 1} / ${all.length}`, `Opening ${done + 1} of ${all.length}`))}
        </Button>
      </Popconfirm>
      {failed.map(({ name, why }) => (
        <ErrorNote key={name} note={text(`${name}：${why}`, `${name}: ${why}`)} />
      ))}
    </div>
  )
}
