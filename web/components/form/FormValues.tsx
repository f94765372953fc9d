import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { z } from 'zod'
import { Limit } from '../../../domain/calendar.ts'
import { Photo } from '../../../domain/fields.ts'
import { EvidenceItem } from '../../../domain/referral-forms.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { limitText } from '../../../domain/sentence.ts'
import { text } from '../../../domain/text.ts'
import { type Evidence, PhotoGrid } from '../photos/PhotoPair.tsx'
import { type FieldSpec, fieldsOf } from './schema.ts'

const LONG = 5 * 60_000
const Photos = z.array(Photo)
const Ids = z.array(z.string())
const Items = z.array(EvidenceItem)
const Rows = z.array(z.record(z.string(), z.unknown()))
const comma = text('、', ', ')
const Form = z.record(z.string(), z.unknown())

function PersonName({ id }: { id: string }) {
  const { data } = useQuery(trpc.directory.people.queryOptions({}, { staleTime: LONG }))
  return data?.find((person) => person.userId === id)?.name ?? id
}

function UnitName({ id }: { id: string }) {
  const { data } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG }))
  return data?.find((unit) => unit.id === id)?.name ?? id
}

function RoadSectionName({ id }: { id: string }) {
  const { data } = useQuery(trpc.directory.roadSections.queryOptions(undefined, { staleTime: LONG }))
  const section = data?.find((candidate) => candidate.id === id)
  return section ? `${section.id} ${section.name}` : id
}

/** The written form of one value; what does not fit its field is shown as it is, never hidden. */
function Value({ spec, value, evidence }: { spec: FieldSpec; value: unknown; evidence: Evidence }) {
  const t = useText()
  const times = useTimes()
  const written = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  switch (spec.widget) {
    case 'photos': {
      const photos = Photos.safeParse(value)
      return photos.success ? <PhotoGrid photos={photos.data} label={spec.label} evidence={evidence} /> : written
    }
    case 'choice': {
      const option = spec.options?.[written]
      return option ? t(option) : written
    }
    case 'limit': {
      const limit = Limit.safeParse(value)
      return limit.success ? t(limitText(limit.data)) : written
    }
    case 'moment':
      return Number.isNaN(Date.parse(written)) ? written : times.fullClock(written)
    case 'person':
      return <PersonName id={written} />
    case 'people': {
      const ids = Ids.safeParse(value)
      return ids.success
        ? ids.data.map((id, index) => (
            <Fragment key={id}>
              {index > 0 && t(comma)}
              <PersonName id={id} />
            </Fragment>
          ))
        : written
    }
    case 'units': {
      const ids = Ids.safeParse(value)
      return ids.success
        ? ids.data.map((id, index) => (
            <Fragment key={id}>
              {index > 0 && t(comma)}
              <UnitName id={id} />
            </Fragment>
          ))
        : written
    }
    case 'sheet':
    case 'rows': {
      const entries = Rows.safeParse(value)
      return entries.success && spec.rows ? (
        <ol className="value-rows">
          {entries.data.map((entry, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- entries have no name of their own
            <li key={at}>
              <FormValues schema={spec.rows as z.ZodObject} form={entry} evidence={evidence} />
            </li>
          ))}
        </ol>
      ) : (
        written
      )
    }
    case 'evidence': {
      const items = Items.safeParse(value)
      return items.success ? (
        <ol className="value-list">
          {items.data.map(({ key, title, number, at }) => (
            <li key={key}>
              {title} {number} {at !== undefined && times.full(at)}
            </li>
          ))}
        </ol>
      ) : (
        written
      )
    }
    case 'unit':
      return <UnitName id={written} />
    case 'roadSection':
      return <RoadSectionName id={written} />
    default:
      return <span className="value-text">{written}</span>
  }
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What was answered in a form, as labelled values by the same schema. Fields left empty are left out. */
export function FormValues({
  schema,
  form,
  evidence,
  omit = [],
}: {
  schema: z.ZodObject
  form: unknown
  evidence: Evidence
  omit?: readonly string[]
}) {
  const t = useText()
  const parsed = Form.safeParse(form)
  if (!parsed.success) return null
  const specs = fieldsOf(schema).filter(
    ({ name, widget }) => widget !== 'hidden' && !omit.includes(name) && !isBlank(parsed.data[name]),
  )
  return (
    <dl className="values">
      {specs.map((spec) => (
        <div
          key={spec.name}
          className={
            spec.widget === 'photos' || spec.widget === 'rows' || spec.widget === 'sheet' ? 'value-wide' : undefined
          }
        >
          <dt>{t(spec.label)}</dt>
          <dd>
            <Value spec={spec} value={parsed.data[spec.name]} evidence={evidence} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
