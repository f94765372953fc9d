import { Button, Input, Select } from 'antd'
import { problemSources } from '../../../domain/problem-forms.ts'
import { kindNames, type ProblemKind, situations } from '../../../domain/problem-kinds.ts'
import { text } from '../../../domain/text.ts'
import type { FormDraft } from '../../components/form/schema.ts'
import { useText } from '../../language.tsx'

/** The seven kinds as big buttons: the tap that ends a report. */
export function Kinds({
  chosen,
  disabled,
  onChoose,
}: {
  chosen: unknown
  disabled: boolean
  onChoose: (kind: ProblemKind) => void
}) {
  const t = useText()
  return (
    <div className="report-kinds">
      {(Object.keys(kindNames) as ProblemKind[]).map((kind) => (
        <Button
          key={kind}
          size="large"
          type={chosen === kind ? 'primary' : 'default'}
          disabled={disabled}
          onClick={() => onChoose(kind)}
        >
          {t(kindNames[kind])}
        </Button>
      ))}
    </div>
  )
}

/** What may be added and need not be: the exact situation, words, and who it comes from. */
export function Details({ form, onChange }: { form: FormDraft; onChange: (next: FormDraft) => void }) {
  const t = useText()
  const names = Object.entries(situations).flatMap(([kind, of]) =>
    Object.entries(of).map(([value, { title }]) => ({
      value,
      label: `${t(kindNames[kind as ProblemKind])}：${t(title)}`,
    })),
  )
  return (
    <details className="report-details">
      <summary>{t(text('补充说明（可不填）', 'More (optional)'))}</summary>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t(text('具体情形', 'Situation'))}
        placeholder={t(text('具体情形', 'Situation'))}
        value={form.situation as string | undefined}
        options={names}
        onChange={(situation?: string) => onChange({ ...form, situation })}
      />
      <Select
        aria-label={t(text('来源', 'Source'))}
        value={form.source as string}
        options={Object.entries(problemSources).map(([value, name]) => ({ value, label: t(name) }))}
        onChange={(source: string) => onChange({ ...form, source })}
      />
      <Input.TextArea
        aria-label={t(text('描述', 'Description'))}
        placeholder={t(text('描述', 'Description'))}
        maxLength={300}
        autoSize={{ minRows: 2 }}
        value={typeof form.description === 'string' ? form.description : ''}
        onChange={(event) => onChange({ ...form, description: event.target.value })}
      />
    </details>
  )
}
