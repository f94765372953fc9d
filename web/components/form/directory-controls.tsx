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

const idsIn = (list: string | undefined): string[] => list?.split(',').filter(Boolean) ?? []

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

/** A unit that may be the subject of a notice, but for the context's `excludedUnits`. */
export function UnitControl({ context, ...props }: ControlProps<string> & { context?: Record<string, string> }) {
  const { data, isPending } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG }))
  const options = (data ?? [])
    .filter((unit) => unit.subject && !idsIn(context?.excludedUnits).includes(unit.id))
    .map((unit) => ({ value: unit.id, label: unit.name, search: `${unit.shortName} ${unit.id}` }))
  return <DirectorySelect {...props} options={options} loading={isPending} />
}

/** Several units; none may be chosen where that means all. */
export function UnitsControl(props: ControlProps<string[]>) {
  const t = useText()
  const { data, isPending } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: LONG }))
  const options = (data ?? []).filter(({ subject }) => subject).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      {...describe(props)}
      mode="multiple"
      options={options}
      loading={isPending}
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

/**
 * Those who can be named in a field: by its roles and unit, never oneself. The form's context may narrow further,
 * each a comma-separated list: `excluded` people, `roles` of which one must be held, `unitId` to belong to;
 * `caseUnitId` is the unit that the case is about. Who may really be named is checked where it is decided.
 */
function useNameable(spec: FieldSpec, context: Record<string, string>): { options: Option[]; loading: boolean } {
  const me = useMe()
  const { data, isPending } = useQuery(trpc.directory.people.queryOptions({}, { staleTime: LONG }))
  const excluded = new Set([me.userId, ...idsIn(context.excluded)])
  const roles: readonly string[] = spec.among ?? idsIn(context.roles)
  const unit = { case: context.caseUnitId, own: me.unit.id, any: context.unitId }[spec.ofUnit ?? 'any']
  const options = (data ?? [])
    .filter((person) => !excluded.has(person.userId) && (!unit || person.unitId === unit))
    .filter((person) => roles.length === 0 || person.roles.some((role) => roles.includes(role)))
    .map(({ userId, name, unitName }) => ({ value: userId, label: `${name}（${unitName}）` }))
  return { options, loading: isPending }
}

export function PersonControl({ context, ...props }: ControlProps<string> & { context: Record<string, string> }) {
  return <DirectorySelect {...props} {...useNameable(props.spec, context)} />
}

/** Several people. */
export function PeopleControl({ context, ...props }: ControlProps<string[]> & { context: Record<string, string> }) {
  const t = useText()
  return (
    <Select
      {...describe(props)}
      {...useNameable(props.spec, context)}
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
