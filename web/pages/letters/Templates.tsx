import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { TemplateView } from '../../../domain/letter-views.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { Review, ReviewState } from './Review.tsx'
import { TemplateDialog } from './TemplateDialog.tsx'
import { Versions } from './Versions.tsx'

/** The templates of a year, the newest version of each: one is chosen, changed, or written. */
export function Templates({
  year,
  templates,
  chosen,
  onChoose,
}: {
  year: number
  templates: readonly TemplateView[]
  chosen: TemplateView | null
  onChoose: (id: string) => void
}) {
  const t = useText()
  const times = useTimes()
  const [editing, setEditing] = useState<TemplateView | 'new' | null>(null)
  return (
    <section className="letters-part" aria-labelledby="letters-template">
      <h2 id="letters-template">{t(text('一、选模板', '1. The template'))}</h2>
      {templates.length === 0 && (
        <p>{t(text('本年度还没有模板，请先新建。', 'No template of this year yet: write one.'))}</p>
      )}
      <Radio.Group
        className="letters-choices"
        aria-labelledby="letters-template"
        value={chosen?.id}
        onChange={(event) => {
          onChoose(String(event.target.value))
        }}
      >
        {templates.map((template) => (
          <Radio key={template.id} value={template.id}>
            {template.content.name}{' '}
            <small>
              {t(text(`第${template.version}版`, `version ${template.version}`))} {template.savedBy}{' '}
              {times.full(template.savedAt)}
            </small>{' '}
            <ReviewState review={template.review} />
          </Radio>
        ))}
      </Radio.Group>
      <div className="year-tools">
        <Button onClick={() => setEditing('new')}>{t(text('新建模板', 'New template'))}</Button>
        {chosen && <Button onClick={() => setEditing(chosen)}>{t(text('修改模板', 'Change it'))}</Button>}
        {chosen && <Versions template={chosen} />}
        {chosen && <Review key={`${chosen.id}-${chosen.version}`} template={chosen} />}
      </div>
      {editing !== null && (
        <TemplateDialog
          key={editing === 'new' ? 'new' : `${editing.id}-${editing.version}`}
          year={year}
          template={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={(saved) => {
            setEditing(null)
            onChoose(saved.id)
          }}
        />
      )}
    </section>
  )
}
