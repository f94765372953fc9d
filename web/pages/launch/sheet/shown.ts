import { useQuery } from '@tanstack/react-query'
import { NoticeContent } from '../../../../domain/forms.ts'
import { limitText } from '../../../../domain/sentence.ts'
import { fieldsOf, type FieldSpec } from '../../../components/form/schema.ts'
import { useText } from '../../../language.tsx'
import { trpc } from '../../../trpc.ts'
import { typedLimit } from '../usual-limit.ts'

const LONG = { staleTime: 300_000 }
const specs = new Map(fieldsOf(NoticeContent).map((spec) => [spec.name, spec]))

/** The field of a notice with this name. */
export function specOf(name: keyof NoticeContent): FieldSpec {
  const spec = specs.get(name)
  if (!spec) throw new Error(`a notice has no field ${name}`)
  return spec
}

/** Returns how a field's value reads in a table. */
export function useShown(): (spec: FieldSpec, value: unknown) => string {
  const t = useText()
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, LONG))
  const { data: sections } = useQuery(trpc.directory.roadSections.queryOptions(undefined, LONG))
  return (spec, value) => {
    if (spec.widget === 'limit') {
      const limit = typedLimit(value)
      return limit ? t(limitText(limit)) : ''
    }
    if (typeof value !== 'string') return ''
    switch (spec.widget) {
      case 'unit':
        return units?.find((unit) => unit.id === value)?.name ?? value
      case 'roadSection':
        return sections?.find((section) => section.id === value)?.name ?? value
      case 'choice': {
        const label = spec.options?.[value]
        return label ? t(label) : value
      }
      default:
        return value
    }
  }
}
