import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { TemplateView } from '../../../domain/letter-views.ts'
import { text } from '../../../domain/text.ts'
import { Failed, Loading } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { TemplateDialog } from './TemplateDialog.tsx'
import { Versions } from './Versions.tsx'

/** The templates of a year, the newest version of each: one is chosen, changed, or written. */
export function Templates({
  year,
  chosen,
  onChoose,
}: {
  year: number
  chosen: TemplateView | null
  onChoose: (template: TemplateView) => void
}) {
  const t = useText()
  const times = useTimes()
  const [editing, setEditing] = useState<TemplateView | 'new' | null>(null)
  const { data, error, refetch } = useQuery(trpc.letter.templates.queryOptions({ year }))
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={3} />
  return (
    <section className="letters-part" aria-labelledby="letters-template">
      <h2 id="letters-template">{t(text('一、选模板', '1. The template'))}</h2>
      {data.length === 0 && (
        <p>{t(text('本年度还没有模板，请先新建。', 'No template of this year yet: write one.'))}</p>
      )}
      <Radio.Group
        className="letters-choices"
        aria-labelledby="letters-template"
        value={chosen?.id}
        onChange={(event) => {
          const found = data.find(({ id }) => id === event.target.value)
          if (found) onChoose(found)
        }}
      >
        {data.map((template) => (
          <Radio key={template.id} value={template.id}>
            {template.content.name}{' '}
            <small>
              {t(text(`第${template.version}版`, `version ${template.version}`))} {template.savedBy}{' '}
              {times.full(template.savedAt)}
            </small>
          </Radio>
        ))}
      </Radio.Group>
      <div className="year-tools">
        <Button onClick={() => setEditing('new')}>{t(text('新建模板', 'New template'))}</Button>
        {chosen && <Button onClick={() => setEditing(chosen)}>{t(text('修改模板', 'Change it'))}</Button>}
        {chosen && <Versions template={chosen} />}
      </div>
      {editing !== null && (
        <TemplateDialog
          key={editing === 'new' ? 'new' : `${editing.id}-${editing.version}`}
          year={year}
          template={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={(saved) => {
            setEditing(null)
            onChoose(saved)
          }}
        />
      )}
    </section>
  )
}
