import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import { type ControlProps, describe } from './controls.tsx'
import type { FieldSpec } from './schema.ts'

const LONG = 5 * 60_000
const choose = text('请选择，可输入名称查找', 'Choose, or type to search')
const notFound = text('没有找到', 'Not found')

type Option = { value: string; label: string; search?: string }

/** A searchable list of names from the directory. */
function DirectorySelect({
  options,
  loading,
  clearable,
  ...props
}: ControlProps<string> & { options: Option[]; loading: boolean; clearable?: boolean }) {
  const t = useText()
  return (
    <Select
      {...describe(props)}
      value={props.value}
      options={options}
      loading={loading}
      allowClear={clearable ?? !props.spec.required}
      disabled={props.disabled}
      status={props.invalid ? 'error' : undefined}
      showSearch={{
        filterOption: (typed, option) =>
          `${option?.label ?? ''} ${option?.search ?? ''}`.toLowerCase().includes(typed.toLowerCase()),
      }}
      placeholder={t(choose)}
      notFoundContent={t(notFound)}
      onChange={(value: string | undefined) => props.onChange(value)}
      className="field-select"
    />
  )
}

/** A unit that may be the subject of a notice. */
export function UnitControl(props: ControlProps<string>) {
  const { data, isPending } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG }))
  const options = (data ?? [])
    .filter((unit) => unit.subject)
    .map((unit) => ({ value: unit.id, label: unit.name, search: `${unit.shortName} ${unit.id}` }))
  return <DirectorySelect {...props} options={options} loading={isPending} />
}

export function RoadSectionControl(props: ControlProps<string>) {
  const { data, isPending } = useQuery(trpc.directory.roadSections.queryOptions(undefined, { staleTime: LONG }))
  const options = (data ?? []).map((section) => ({
    value: section.id,
    label: `${section.id} ${section.name}`,
    search: `${section.townName ?? ''} ${section.community ?? ''}`,
  }))
  return <DirectorySelect {...props} options={options} loading={isPending} />
}

export function ProblemControl(props: ControlProps<string>) {
  const { data, isPending } = useQuery(
    trpc.problem.list.queryOptions({ search: '', limit: 200 }, { staleTime: 60_000 }),
  )
  const options = (data ?? [])
    .filter((problem) => problem.caseId === null || problem.no === props.value)
    .map((problem) => ({
      value: problem.no,
      label: `${problem.no} ${problem.description}`,
      search: problem.unit?.name ?? '',
    }))
  return <DirectorySelect {...props} options={options} loading={isPending} />
}

/** Those who can be named in a field: never oneself, nor whoever the context excludes (comma-separated ids). */
function useNameable(
  among: FieldSpec['among'],
  context: Record<string, string>,
): { options: Option[]; loading: boolean } {
  const me = useMe()
  const { data, isPending } = useQuery(trpc.directory.people.queryOptions({}, { staleTime: LONG }))
  const excluded = new Set([me.userId, ...(context.excluded ?? '').split(',')])
  const options = (data ?? [])
    .filter(({ userId, roles }) => !excluded.has(userId) && (!among || roles.some((role) => among.includes(role))))
    .map(({ userId, name, unitName }) => ({ value: userId, label: `${name}（${unitName}）` }))
  return { options, loading: isPending }
}

export function PersonControl({ context, ...props }: ControlProps<string> & { context: Record<string, string> }) {
  return <DirectorySelect {...props} {...useNameable(props.spec.among, context)} />
}

/** Several people. */
export function PeopleControl({ context, ...props }: ControlProps<string[]> & { context: Record<string, string> }) {
  const t = useText()
  return (
    <Select
      {...describe(props)}
      {...useNameable(props.spec.among, context)}
      mode="multiple"
      value={Array.isArray(props.value) ? props.value : []}
      disabled={props.disabled}
      status={props.invalid ? 'error' : undefined}
      optionFilterProp="label"
      placeholder={t(choose)}
      notFoundContent={t(notFound)}
      onChange={(value: string[]) => props.onChange(value)}
      className="field-select"
    />
  )
}
