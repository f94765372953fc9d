import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { fullMarks } from '../../domain/assessment/scoring.ts'
import type { ScoredItem } from '../../domain/assessment-forms.ts'
import { aPhoto, follow, type Person, type Played, signIn } from './rig.ts'

/** Those who assess, and what they do most. */

export const director = await signIn('weichangfeng')
export const commander = await signIn('qinwangshu')
export const deputy = await signIn('xuqinghe')
export const scorer = await signIn('taoxingyuan')
export const checker = await signIn('zhuomingcha')
export const approve = { decision: 'APPROVE', opinion: '' }

/** What somebody writes on site: full marks but for what is said otherwise, with a photo for each. */
export async function onSite(c: Played, by: Person, change: Record<string, Partial<ScoredItem>> = {}) {
  const { items = '' } = (await c.until('scoreOnSite')).context
  const photos = [await aPhoto(by)]
  const scored = fullMarks('COUNTY-1', items.split(',')).map((item) => ({ ...item, photos, ...change[item.code] }))
  return { items: scored, others: [], bonuses: [], vetoes: [], remark: '' }
}

/** A half-year opened by hand and approved; the cases of its units, once they are there. */
export async function opened(plan: { year: number; half: 'H1' | 'H2'; unitIds: string[]; scorerIds?: string[] }) {
  const { caseId } = await director.api.assessment.open.mutate({
    commandId: randomUUID(),
    plan: { title: `${plan.year}年检查考核`, scheme: '按评分表逐项考核，日常数据自动取数。', ...plan },
  })
  const whole = await follow(director, caseId)
  await whole.submit(commander, 'signScheme', approve)
  return { whole, units: await unitsOf(whole, plan.unitIds.length) }
}

export async function unitsOf(whole: Played, count: number): Promise<Record<string, string>> {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 300))) {
    const { kin } = await whole.view()
    if (kin.length >= count) {
      const units = await Promise.all(kin.map(({ caseId }) => director.api.case.get.query({ caseId })))
      return Object.fromEntries(units.map(({ unit, caseId }) => [unit.id, caseId]))
    }
    if (Date.now() > end) throw new Error(`only ${kin.length} units are being assessed`)
  }
}

export async function closed(c: Played, outcome: string): Promise<void> {
  await expect.poll(async () => (await c.view()).outcome, { timeout: 15_000 }).toBe(outcome)
}

export async function sheetOf(person: Person, caseId: string) {
  const kept = await person.api.assessment.sheet.query({ caseId })
  if (!kept) throw new Error(`${caseId} has no sheet yet`)
  return kept
}
