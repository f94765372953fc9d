import { useMutation } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useId, useState } from 'react'
import { type Text, text } from '../../../domain/text.ts'
import type { ManagedUnit } from '../../../domain/unit-views.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { errorsAt, failureText, refusalOf } from '../../errors.ts'
import { useText } from '../../language.tsx'
import { queryClient, trpc } from '../../trpc.ts'

const labels = {
  name: text('单位名称', 'Name'),
  shortName: text('简称', 'Short name'),
  reason: text('依据', 'By which decision'),
} satisfies Record<string, Text>

/** Gives a unit another name. Everything that was recorded under it stays its own. */
export function Rename({ unit, onClose }: { unit: ManagedUnit; onClose: () => void }) {
  const t = useText()
  const id = useId()
  const { message } = App.useApp()
  const [draft, setDraft] = useState({ name: unit.name, shortName: unit.shortName, reason: '' })
  const rename = useMutation(
    trpc.unit.rename.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries()
        message.success(t(text('已更名', 'Renamed')))
        onClose()
      },
    }),
  )
  return (
    <Drawer
      open
      size={480}
      title={t(text(`${unit.name}更名`, `Rename ${unit.name}`))}
      onClose={onClose}
      mask={{ closable: false }}
    >
      <form
        className="zod-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          rename.mutate({ unitId: unit.id, ...draft })
        }}
      >
        {(['name', 'shortName', 'reason'] as const).map((name) => (
          <FieldRow
            key={name}
            id={`${id}-${name}`}
            spec={{ label: labels[name], required: true }}
            errors={errorsAt(refusalOf(rename.error)?.fields ?? [], name)}
          >
            <Input
              id={`${id}-${name}`}
              value={draft[name]}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
            />
          </FieldRow>
        ))}
        <ErrorNote
          tone="calm"
          note={text(
            '更名后，各处均显示新名称；案件、留痕和账号仍属该单位，原名称记入管理日志。',
            'The new name shows everywhere; cases, records and accounts stay the unit’s, and the old name is kept in the log.',
          )}
        />
        {rename.error && <ErrorNote note={failureText(rename.error)} />}
        <div className="form-actions">
          <Button type="primary" size="large" htmlType="submit" loading={rename.isPending}>
            {t(text('更名', 'Rename'))}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
