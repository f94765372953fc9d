import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { text } from '../../../domain/text.ts'
import { RoadSectionControl } from '../../components/form/directory-controls.tsx'
import type { FieldSpec, FormDraft } from '../../components/form/schema.ts'
import { keep, readKept } from '../../kept.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { usePosition } from './usePosition.ts'

type Section = { id: string; name: string }
const MANY = 4
const LONG = 5 * 60_000
const keyOf = (userId: string) => `report-places:${userId}`

const recentOf = (userId: string): Section[] => {
  const kept = readKept(keyOf(userId))
  return Array.isArray(kept) ? (kept as Section[]).slice(0, MANY) : []
}

/** Remembers a road section as the latest one reported from. */
function remember(userId: string, section: Section): void {
  keep(keyOf(userId), [section, ...recentOf(userId).filter(({ id }) => id !== section.id)].slice(0, MANY))
}

/** Where it is: the section that the position tells, those reported from before, or any; and the exact place. */
export function Place({
  spec,
  form,
  onChange,
  invalid,
}: {
  spec: FieldSpec
  form: FormDraft
  onChange: (next: FormDraft) => void
  invalid: boolean
}) {
  const t = useText()
  const { userId } = useMe()
  const position = usePosition()
  const { data: sections } = useQuery(trpc.directory.roadSections.queryOptions(undefined, { staleTime: LONG }))
  // Rounded, so that a phone that lies still asks once: 0.0001° is some ten metres.
  const rounded = position && { lat: Number(position.lat.toFixed(4)), lng: Number(position.lng.toFixed(4)) }
  const { data: nearest } = useQuery({
    ...trpc.problem.section.queryOptions(rounded ?? { lat: 0, lng: 0 }),
    enabled: rounded !== null,
  })
  const choose = (section: Section) => {
    remember(userId, section)
    const before = sections?.find(({ id }) => id === form.roadSectionId)?.name
    const typed = typeof form.place === 'string' && form.place !== '' && form.place !== before
    onChange({ ...form, roadSectionId: section.id, place: typed ? form.place : section.name })
  }
  const located = useEffectEvent((lat: number, lng: number) => {
    if (form.lat !== lat || form.lng !== lng) onChange({ ...form, lat, lng })
  })
  const [lat, lng] = [rounded?.lat, rounded?.lng]
  useEffect(() => {
    if (lat !== undefined && lng !== undefined) located(lat, lng)
  }, [lat, lng])

  const offered = [...(nearest ? [nearest] : []), ...recentOf(userId).filter(({ id }) => id !== nearest?.id)]
  return (
    <div className="report-place">
      <div className="report-chips">
        {offered.map((section) => (
          <Button
            key={section.id}
            type={form.roadSectionId === section.id ? 'primary' : 'default'}
            aria-pressed={form.roadSectionId === section.id}
            onClick={() => choose(section)}
          >
            {section.name}
            {nearest?.id === section.id && <small>{t(text(`距此${nearest.metres}米`, `${nearest.metres} m`))}</small>}
          </Button>
        ))}
      </div>
      <label htmlFor="report-section">{t(spec.label)}</label>
      <RoadSectionControl
        id="report-section"
        spec={spec}
        value={typeof form.roadSectionId === 'string' ? form.roadSectionId : undefined}
        invalid={invalid}
        disabled={false}
        onChange={(id) => {
          const section = sections?.find((candidate) => candidate.id === id)
          if (section) choose(section)
        }}
      />
      <Input
        aria-label={t(text('具体地点', 'Exact place'))}
        placeholder={t(text('具体地点，如 88号门前', 'Exact place'))}
        value={typeof form.place === 'string' ? form.place : ''}
        maxLength={120}
        status={invalid ? 'error' : undefined}
        onChange={(event) => onChange({ ...form, place: event.target.value })}
      />
      <p className="faint">
        {t(
          position
            ? text(
                `已定位，误差约${Math.round(position.accuracy)}米`,
                `Located within ${Math.round(position.accuracy)} m`,
              )
            : text('没有定位也可以上报，请选路段', 'Choose the section; a position is not needed'),
        )}
      </p>
    </div>
  )
}
