import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { text } from '../../../domain/text.ts'
import type { ManagedUnit } from '../../../domain/unit-views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { Empty, Failed, Loading } from '../../components/states.tsx'
import { failureText } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import { Merge } from './Merge.tsx'
import { Rename } from './Rename.tsx'
import './units.css'

/** The county's units: renamed or merged without losing what was done under the old name. */
export function UnitsPage() {
  const t = useText()
  const { data, error, refetch } = useQuery(trpc.unit.list.queryOptions())
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState<{ form: 'rename' | 'merge'; unit: ManagedUnit } | null>(null)
  const wanted = typed.trim().toLowerCase()
  const shown = (data ?? []).filter(({ name, shortName }) => `${name} ${shortName}`.toLowerCase().includes(wanted))
  const close = () => setOpen(null)
  return (
    <Page title={words.units}>
      {error && data && <ErrorNote note={failureText(error)} />}
      {!data ? (
        error ? (
          <Failed error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={10} />
        )
      ) : (
        <>
          <search className="unit-tools">
            <Input.Search
              className="unit-search"
              value={typed}
              allowClear
              aria-label={t(text('查找单位', 'Search units'))}
              placeholder={t(text('单位名称、简称', 'Name or short name'))}
              onChange={(event) => setTyped(event.target.value)}
            />
          </search>
          {shown.length === 0 ? (
            <Empty
              title={text('没有符合条件的单位', 'No unit matches')}
              hint={text('换个名称再找。', 'Try another name.')}
            />
          ) : (
            <ul className="units">
              {shown.map((unit) => (
                <Row key={unit.id} unit={unit} onOpen={(form) => setOpen({ form, unit })} />
              ))}
            </ul>
          )}
        </>
      )}
      {open?.form === 'rename' && <Rename unit={open.unit} onClose={close} />}
      {open?.form === 'merge' && data && <Merge unit={open.unit} units={data} onClose={close} />}
    </Page>
  )
}

function Row({ unit, onOpen }: { unit: ManagedUnit; onOpen: (form: 'rename' | 'merge') => void }) {
  const t = useText()
  const { name, shortName, people, openCases, mergedInto, subject } = unit
  return (
    <li className={mergedInto ? 'unit unit-merged' : 'unit'}>
      <div className="unit-what">
        <strong>{name}</strong>
        <p className="unit-facts">
          {mergedInto
            ? t(text(`已并入${mergedInto.name}`, `Merged into ${mergedInto.name}`))
            : t(
                text(
                  `${shortName} · ${people}人 · 在办${openCases}件`,
                  `${shortName} · ${people} people · ${openCases} open`,
                ),
              )}
          {mergedInto && openCases > 0 && t(text(`，还有${openCases}件待移交`, `; ${openCases} case(s) still to move`))}
        </p>
      </div>
      {!mergedInto && (
        <Button aria-label={t(text(`${name}更名`, `Rename ${name}`))} onClick={() => onOpen('rename')}>
          {t(text('更名', 'Rename'))}
        </Button>
      )}
      {(subject || (mergedInto && openCases > 0)) && (
        <Button aria-label={t(text(`合并${name}`, `Merge ${name}`))} onClick={() => onOpen('merge')}>
          {mergedInto ? t(text('继续移交', 'Go on')) : t(text('并入…', 'Merge…'))}
        </Button>
      )}
    </li>
  )
}
