import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'

type Kind = 'ALL' | 'DEPARTMENT' | 'TOWN'
const kinds: Record<Kind, ReturnType<typeof text>> = {
  ALL: text('全部', 'All'),
  DEPARTMENT: text('部门', 'Departments'),
  TOWN: text('乡镇街道', 'Towns'),
}

/** The units that get a letter: all, of a kind, or as they are searched for. What is out of sight stays chosen. */
export function Units({
  chosen,
  onChange,
}: {
  chosen: readonly string[]
  onChange: (unitIds: readonly string[]) => void
}) {
  const t = useText()
  const [kind, setKind] = useState<Kind>('ALL')
  const [search, setSearch] = useState('')
  const { data, error, refetch } = useQuery(trpc.directory.units.queryOptions())
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />
  const shown = data.filter(
    (unit) =>
      unit.subject && (kind === 'ALL' || unit.kind === kind) && `${unit.name}${unit.shortName}`.includes(search.trim()),
  )
  const add = (ids: readonly string[]) => onChange([...new Set([...chosen, ...ids])])
  const remove = (ids: readonly string[]) => onChange(chosen.filter((id) => !ids.includes(id)))
  const ids = shown.map(({ id }) => id)
  return (
    <section className="letters-part" aria-labelledby="letters-units">
      <h2 id="letters-units">{t(text('二、选单位', '2. The units'))}</h2>
      <div className="year-tools">
        <Segmented
          aria-label={t(text('单位类别', 'Kind of unit'))}
          value={kind}
          options={(Object.keys(kinds) as Kind[]).map((value) => ({ value, label: t(kinds[value]) }))}
          onChange={setKind}
        />
        <Input
          allowClear
          className="letters-search"
          placeholder={t(text('搜索单位', 'Search units'))}
          aria-label={t(text('搜索单位', 'Search units'))}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button onClick={() => add(ids)} disabled={ids.every((id) => chosen.includes(id))}>
          {t(text(`选中这${ids.length}个`, `Choose these ${ids.length}`))}
        </Button>
        <Button onClick={() => onChange([])} disabled={chosen.length === 0}>
          {t(text('全部取消', 'Choose none'))}
        </Button>
        <span aria-live="polite">{t(text(`已选${chosen.length}个单位`, `${chosen.length} chosen`))}</span>
      </div>
      <div className="letters-units">
        {shown.map((unit) => (
          <Checkbox
            key={unit.id}
            checked={chosen.includes(unit.id)}
            onChange={(event) => (event.target.checked ? add([unit.id]) : remove([unit.id]))}
          >
            {unit.name}
          </Checkbox>
        ))}
      </div>
    </section>
  )
}
