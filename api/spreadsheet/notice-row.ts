import type { Limit } from '../../domain/calendar.ts'
import { fieldErrors } from '../../domain/fields.ts'
import { NoticeContent, noticeUrgency } from '../../domain/forms.ts'
import { limitFault } from '../../domain/notice-limit.ts'
import { rectifyLimits } from '../../domain/processes/rectification.ts'
import { type FieldError, refusal } from '../../domain/refusals.ts'
import { type Text, text } from '../../domain/text.ts'
import { readLimit } from './limit-words.ts'
import type { KnownProblem, NoticeLookups } from './lookups.ts'

const WithoutPhotos = NoticeContent.omit({ photos: true })
type Field = keyof NoticeContent
type Urgency = NoticeContent['urgency']

/** The value of a cell, or what is wrong with it. */
type Read<T> = { value: T } | { fault: Text }

/**
 * The notice that a row of a sheet says, or what is wrong with each field; `draft` is what could be read either way,
 * so that a row with a mistake is corrected and not typed anew. `takenAbove` notes which row of the
 * sheet first used a problem: one problem, one notice.
 */
export function noticeOfRow(
  cell: (field: Field) => string,
  row: number,
  lookups: NoticeLookups,
  takenAbove: Map<string, number>,
): { notice: NoticeContent | null; draft: Record<string, unknown>; errors: FieldError[] } {
  const errors: FieldError[] = []
  const read = <T>(field: Field, result: Read<T>): T | undefined => {
    if ('value' in result) return result.value
    errors.push({ path: [field], text: result.fault })
    return undefined
  }
  const problem = read('problemId', readProblem(cell('problemId'), row, lookups, takenAbove))
  const urgency = read('urgency', readUrgency(cell('urgency')))
  const unitId = read('unitId', readUnit(cell('unitId') || (problem?.unitId ?? ''), lookups))
  const limit = read('limit', readLimitCell(cell('limit'), urgency ?? 'NORMAL'))
  const draft = {
    title: cell('title'),
    unitId,
    place: cell('place') || problem?.place,
    roadSectionId: problem?.roadSectionId ?? undefined,
    problemId: problem?.no,
    facts: cell('facts') || factsOf(problem),
    requirement: cell('requirement'),
    legalBasis: cell('legalBasis'),
    urgency,
    limit,
  }
  const parsed = WithoutPhotos.safeParse(draft)
  if (!parsed.success) {
    const told = new Set(errors.map(({ path }) => path[0]))
    errors.push(...fieldErrors(parsed.error).filter(({ path }) => !told.has(path[0])))
  }
  if (errors.length > 0 || !parsed.success) return { notice: null, draft, errors }
  const fault = limitFault(parsed.data)
  return fault ? { notice: null, draft, errors: [fault] } : { notice: { ...parsed.data, photos: [] }, draft, errors }
}

const factsOf = (problem: KnownProblem | undefined): string =>
  problem ? `${problem.category}：${problem.facts}（${problem.no}）` : ''

function readProblem(
  typed: string,
  row: number,
  { problems }: NoticeLookups,
  takenAbove: Map<string, number>,
): Read<KnownProblem | undefined> {
  const no = plain(typed)
  if (no === '') return { value: undefined }
  const problem = problems.get(no)
  if (!problem) return { fault: text(`没有编号为“${typed}”的问题`, `There is no problem ${typed}`) }
  if (problem.takenBy !== null)
    return { fault: refusal('PROBLEM_TAKEN', { problem: problem.no, case: problem.takenBy }).text }
  const above = takenAbove.get(no)
  if (above !== undefined)
    return {
      fault: text(`与第${above}行是同一个问题，一事一单`, `Row ${above} has the same problem: one matter, one notice`),
    }
  takenAbove.set(no, row)
  return { value: problem }
}

function readUnit(typed: string, { units }: NoticeLookups): Read<string> {
  const name = plain(typed)
  if (name === '') return { fault: text('请填写责任单位', 'Required') }
  const namesOf = (unit: (typeof units)[number]) => [unit.id, unit.name, unit.shortName].map(plain)
  const exact = units.filter((unit) => namesOf(unit).includes(name))
  const [unit] = exact
  if (unit && exact.length === 1) {
    return unit.subject ? { value: unit.id } : { fault: refusal('UNIT_NOT_SUBJECT', { unit: unit.name }).text }
  }
  const near = (
    exact.length > 1
      ? exact
      : units.filter((one) => one.subject && namesOf(one).some((known) => known.includes(name) || name.includes(known)))
  )
    .slice(0, 3)
    .map((one) => `${one.id} ${one.shortName}`)
  return {
    fault: text(
      `没有名为“${typed}”的责任单位${near.length > 0 ? `，是否指：${near.join('、')}？` : '，请填编号、全称或简称'}`,
      `No unit is called “${typed}”${near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; give its number, name or short name'}`,
    ),
  }
}

function readUrgency(typed: string): Read<Urgency> {
  const word = plain(typed)
  if (word === '') return { value: 'NORMAL' }
  const found = (Object.entries(noticeUrgency) as [Urgency, Text][]).find(([code, { zh, en }]) =>
    [code, zh, en].some((name) => plain(name) === word || plain(name) === `${word}类`.toUpperCase()),
  )
  return found
    ? { value: found[0] }
    : { fault: text(`类别“${typed}”不对，请填一般、紧急或工程类`, `“${typed}” is not 一般, 紧急 or 工程类`) }
}

function readLimitCell(typed: string, urgency: Urgency): Read<Limit> {
  if (typed === '') return { value: { unit: 'WD', value: rectifyLimits[urgency].value } }
  const limit = readLimit(typed)
  return limit
    ? { value: limit }
    : {
        fault: text(
          `看不懂期限“${typed}”，请写成“5个工作日”`,
          `“${typed}” is not a limit; write it like “5 working days”`,
        ),
      }
}

/** Names and numbers as they are compared: full- and half-width, upper and lower case, and spaces make no difference. */
const plain = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
