import type { ScoreAppeal, ScoredItem, ScoreRuling, SheetScoring } from '../assessment-forms.ts'
import { toPoints } from '../points.ts'
import type { FieldError } from '../refusals.ts'
import { text } from '../text.ts'
import type { Figures } from './figures.ts'
import { deductionLine, type ScoreLine, type Sheet } from './score.ts'
import { deductions } from './sheet.ts'
import { itemOf, type SheetVersion } from './sheets.ts'

/** What is wrong with scored items, and what they come to, by the sheet that the half-year names. */

const pointsOf = ({ applies, points = 0 }: ScoredItem): number => (applies === 'YES' ? toPoints(points) : 0)

/**
 * Why these items cannot stand: every item asked for is there once, no other; none has more than its points; what
 * cannot be "not applicable" is not. With `evidence`, points taken off have their reason and a photo, and so has what
 * is seen on site (§3.5: a deduction needs evidence). Empty when they can.
 */
export function itemFaults(
  version: SheetVersion,
  asked: readonly string[],
  items: readonly ScoredItem[],
  evidence: boolean,
): FieldError[] {
  const faults: FieldError[] = []
  const left = asked.filter((code) => items.filter((item) => item.code === code).length !== 1)
  if (left.length > 0)
    faults.push({
      path: ['items'],
      text: text(`这些项目须各打分一次：${left.join('、')}`, `Score each once: ${left.join(', ')}`),
    })
  items.forEach((row, at) => {
    const item = itemOf(version, row.code)
    const fault = (name: string, zh: string, en: string) =>
      faults.push({ path: ['items', at, name], text: text(zh, en) })
    if (!item || !asked.includes(row.code))
      return fault('code', '评分表没有这一项，或由系统取数', 'Not to be scored by hand')
    if (row.applies === 'NO') {
      if (!item.mayNotApply) fault('applies', '这一项各单位都适用', 'This applies to every unit')
      return
    }
    const most = item.full / 100
    if (pointsOf(row) > item.full) fault('points', `满分${most}分`, `Full: ${most}`)
    if (!evidence) return
    const lost = pointsOf(row) < item.full
    if (lost && (row.reason ?? '').length < 2) fault('reason', '扣分请写明理由', 'Say why points are taken off')
    if ((lost || item.method === 'ON_SITE') && (row.photos ?? []).length === 0)
      fault('photos', lost ? '扣分须有照片为证' : '现场项目请拍照', lost ? 'A deduction needs a photo' : 'Take a photo')
  })
  return faults
}

/** The sheet of a visit: the daily figures with what was scored by hand. */
export function sheetOf(version: SheetVersion, figures: Figures, form: SheetScoring): Sheet {
  const scored = form.items.flatMap((row): ScoreLine[] => {
    const item = itemOf(version, row.code)
    if (!item || row.applies === 'NO') return []
    const points = pointsOf(row)
    const reason = row.reason || (points === item.full ? '符合要求，得满分' : '')
    const evidence = (row.photos ?? []).map(({ id }) => id)
    return [{ item: row.code, points, reason, ...(evidence.length > 0 ? { evidence } : {}) }]
  })
  const others = form.others.map(({ what, facts, documentNo }) =>
    deductionLine(what, undefined, `${deductions[what].title.zh}：${facts}（${documentNo}）`),
  )
  return {
    version,
    notApplicable: [
      ...figures.notApplicable,
      ...form.items.flatMap(({ code, applies, reason = '' }) => (applies === 'NO' ? [{ item: code, reason }] : [])),
    ],
    lines: [...figures.lines, ...others, ...scored],
    bonuses: form.bonuses.map(({ points, ...bonus }) => ({ ...bonus, points: toPoints(points) })),
    vetoes: form.vetoes,
  }
}

/** Why an appeal cannot stand: each item is of the sheet, applies to the unit, and is named once. */
export function appealFaults({ version, notApplicable }: Sheet, { items = [] }: ScoreAppeal): FieldError[] {
  return items.flatMap(({ item }, at) => {
    const fault = (zh: string, en: string) => [{ path: ['items', at, 'item'], text: text(zh, en) }]
    if (!itemOf(version, item)) return fault('评分表没有这一项', 'Not in the sheet')
    if (notApplicable.some((left) => left.item === item)) return fault('这一项没有计分', 'This item was not scored')
    return items.findIndex((other) => other.item === item) < at ? fault('这一项写了两次', 'Named twice') : []
  })
}

/** Why a ruling cannot stand: it decides what was appealed, all of it and nothing else. */
export function rulingFaults(appealed: readonly string[], { items }: ScoreRuling): FieldError[] {
  const ruled = items.map(({ item }) => item)
  const same = ruled.length === appealed.length && appealed.every((item) => ruled.includes(item))
  const names = appealed.join('、')
  return same ? [] : [{ path: ['items'], text: text(`须逐项复核：${names}`, `Decide each of: ${appealed.join(', ')}`) }]
}

/** The lines by which a ruling corrects a score; the first lines stay (§3.5). */
export const correctionsOf = ({ items }: ScoreRuling): ScoreLine[] =>
  items.flatMap(({ item, decision, correction, reason }) =>
    decision === 'CORRECT' && correction !== undefined
      ? [{ item, points: toPoints(correction), reason: `申诉复核更正：${reason}`, corrects: true as const }]
      : [],
  )

/** Every item asked for with full points, for whoever has found nothing to take off. */
export const fullMarks = (version: SheetVersion, asked: readonly string[]): ScoredItem[] =>
  asked.map((code) => ({ code, applies: 'YES', points: (itemOf(version, code)?.full ?? 0) / 100 }))
