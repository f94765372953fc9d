import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { documentsOf } from '../../../domain/document-list.ts'
import { mayHaveDocument } from '../../../domain/personal.ts'
import type { EvidenceItem } from '../../../domain/referral-forms.ts'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { type ControlProps, describe } from './controls.tsx'

/** The papers and photos of the case that a form's `context` names, to choose from; none without such a case. */
export function EvidenceControl({ caseId, ...props }: ControlProps<EvidenceItem[]> & { caseId: string | undefined }) {
  const t = useText()
  const me = useMe()
  const times = useTimes()
  const { data } = useQuery({ ...trpc.case.get.queryOptions({ caseId: caseId ?? '' }), enabled: caseId !== undefined })
  const { id, 'aria-required': _required, 'aria-invalid': _invalid, ...described } = describe(props)
  if (caseId === undefined)
    return (
      <p id={id} className="field-hint">
        {t(
          text(
            '没有关联督办件：请在下面补充照片或列出其他材料。',
            'No notice to choose from: add photos or papers below.',
          ),
        )}
      </p>
    )
  if (!data) return null
  const reader = { roles: me.roles, unitId: me.unit.id }
  const items: EvidenceItem[] = [
    ...documentsOf(data, data.tasks, data.ledger)
      .filter(({ kind }) => mayHaveDocument(kind, reader, data.unit.id))
      .map(({ key, title, number, at }) => ({
        key: `document:${key}`,
        title: title.zh,
        at,
        ...(number === null ? {} : { number }),
      })),
    ...Object.entries(data.evidence).map(([photo, { sha256, uploadedAt }]) => ({
      key: `photo:${photo}`,
      title: '现场照片',
      at: uploadedAt,
      sha256,
    })),
  ]
  const chosen = new Set((props.value ?? []).map(({ key }) => key))
  const choose = (key: string, on: boolean) =>
    props.onChange(items.filter((item) => (item.key === key ? on : chosen.has(item.key))))
  return (
    <fieldset id={id} {...described} tabIndex={-1} className="evidence-choice" aria-label={t(props.spec.label)}>
      {items.map((item) => (
        <Checkbox
          key={item.key}
          checked={chosen.has(item.key)}
          disabled={props.disabled}
          onChange={(event) => choose(item.key, event.target.checked)}
        >
          {item.key.startsWith('photo:') && (
            <img src={data.evidence[item.key.slice('photo:'.length)]?.url} alt="" className="evidence-thumb" />
          )}
          {item.title}
          {item.number !== undefined && ` ${item.number}`}
          {item.at !== undefined && <small> {times.full(item.at)}</small>}
        </Checkbox>
      ))}
    </fieldset>
  )
}
