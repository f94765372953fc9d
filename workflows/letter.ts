import { naturalDays } from '../domain/calendar.ts'
import type { LetterItem } from '../domain/letter-forms.ts'
import { anyone, ofUnit } from '../domain/people.ts'
import { type LetterLaunch, letterLimits, letterProcess, letterSteps as steps } from '../domain/processes/letter.ts'
import { openProcess } from './kit/process.ts'

const DAY_MS = 86_400_000

/**
 * 目标责任书 (handbook P05): reviewed by law, confirmed and signed by the unit's head, signed for the county; then
 * every task runs to its own due date and is verified by the office. The assessment and the settlement read it.
 */
export async function letter(launch: LetterLaunch): Promise<{ outcome: string }> {
  const { caseId, drafter } = launch
  let { letter: content } = launch
  const { unitId, year } = content
  const process = openProcess(letterProcess, { caseId, title: content.title, unitId, form: content })

  await signed()
  process.enter('SIGNED')
  process.issue('LETTER', content)
  await process.outside((world) => world.recordLetter({ caseId, unitId, year, items: content.items }))
  await Promise.all(content.items.map((item, index) => fulfilled(item, index + 1)))
  return process.close('EVALUATED')

  /** Both sides sign; whoever objects sends it back to its drafter. */
  async function signed() {
    for (;;) {
      process.enter('LEGAL_REVIEW')
      const check = await process.step(steps.lawCheck, {
        to: { ...anyone('LEGAL_REVIEWER'), excludedUnits: [unitId] },
        within: letterLimits.review,
      })
      const objection = check.form.decision === 'RETURN' ? check.form.opinion : await objected()
      if (objection === null) return
      process.enter('DRAFT')
      const redraft = await process.step(steps.redraftLetter, {
        to: { ...anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER', 'OFFICE_INSPECTOR'), userId: drafter.userId },
        within: letterLimits.review,
        context: { returned: objection },
      })
      // Another unit would be another letter.
      content = { ...redraft.form, unitId, year }
      process.revised({ title: content.title, unitId, place: '', content })
    }
  }

  /** What the unit or the county objects, or null when both have signed. */
  async function objected(): Promise<string | null> {
    process.enter('TO_SIGN')
    const unit = await process.step(steps.signForUnit, {
      // The head who is named signs, nobody for them.
      to: { ...ofUnit(unitId, 'UNIT_HEAD'), userId: content.headId, inPerson: true },
      within: letterLimits.confirm,
    })
    if (unit.form.decision === 'OBJECT') return unit.form.opinion
    const county = await process.step(steps.signForCounty, {
      to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), excludedUnits: [unitId] },
      within: letterLimits.sign,
    })
    return county.form.decision === 'RETURN' ? county.form.opinion : null
  }

  /** One task until it is verified; not reported by its due date, or found undone after it, it counts as not done. */
  async function fulfilled(item: LetterItem, no: number) {
    const context = { no: String(no), task: item.content, target: item.target, mustDo: item.mustDo }
    const ends = Date.parse(`${item.dueOn}T23:59:59+08:00`)
    for (;;) {
      const report = await process.stepOrOverdue(steps.fulfil, {
        to: ofUnit(unitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
        within: naturalDays(Math.max(1, Math.round((ends - Date.now()) / DAY_MS))),
        context,
        also: ['requestExtension', 'hold', 'endHold'],
      })
      if (report.kind !== 'done') return kept(no, 'NOT_DONE', 0)
      const verdict = await process.step(steps.verifyItem, {
        to: { ...anyone('OFFICE_INSPECTOR', 'OFFICE_DISPATCHER'), excludedUnits: [unitId] },
        within: letterLimits.verify,
        context: { ...context, done: report.form.done },
      })
      const { result, rate } = verdict.form
      const final = result === 'DONE' || Date.now() >= ends
      if (final) return kept(no, result, result === 'DONE' ? 100 : (rate ?? 0))
    }
  }

  function kept(no: number, result: 'DONE' | 'PART' | 'NOT_DONE', rate: number) {
    return process.outside((world) => world.recordLetterItem({ caseId, no, result, rate }))
  }
}
