import { CancellationScope, defineSignal } from '@temporalio/workflow'
import { naturalDays } from '../domain/calendar.ts'
import { asksOtherwise, numbered, type NumberedItem } from '../domain/letter-changes.ts'
import { anyone, ofUnit } from '../domain/people.ts'
import { type LetterLaunch, letterLimits, letterProcess, letterSteps as steps } from '../domain/processes/letter.ts'
import { AMENDED_SIGNAL, type Amended } from '../domain/processes/letter-amendment.ts'
import type { Released } from '../domain/processes/template-review.ts'
import { text } from '../domain/text.ts'
import { now, nowIso } from './kit/clock.ts'
import { openProcess, type Replaceable } from './kit/process.ts'
import { listen } from './kit/turns.ts'
import { until } from './kit/waits.ts'

const DAY_MS = 86_400_000
const letterAmended = defineSignal<[Amended]>(AMENDED_SIGNAL)

/**
 * 目标责任书 (handbook P05): reviewed by law unless its template was and nobody changed it, confirmed and signed by the unit's head, signed for the county; then
 * every task runs to its own due date and is verified by the office. An amendment that both sides have signed changes
 * it; what the amendment leaves alone goes on. The assessment and the settlement read what became of the tasks.
 */
export async function letter(launch: LetterLaunch): Promise<{ outcome: string }> {
  const { caseId, drafter, released } = launch
  let { letter: content } = launch
  const { unitId, year } = content
  const form = released ? { ...content, released } : content
  const process = openProcess(letterProcess, { caseId, title: content.title, unitId, form })
  const running = new Map<number, Replaceable>()
  const amendments: Amended[] = []
  listen(letterAmended, (amendment) => void amendments.push(amendment))

  try {
    await process.withdrawable(anyone('OFFICE_DIRECTOR'), signed)
  } catch (error) {
    return process.close('VOID', process.withdrawn(error))
  }
  process.enter('SIGNED')
  process.issue('LETTER', content)
  const items = numbered(content.items)
  await process.outside((world) => world.recordLetter({ caseId, unitId: process.unitNow(unitId), year, items }))
  for (const item of items) begin(item)
  for (;;) {
    await until(() => running.size === 0 || amendments.length > 0)
    const amendment = amendments.shift()
    if (!amendment) return process.close('EVALUATED')
    await amended(amendment)
  }

  /** Both sides sign; whoever objects sends it back to its drafter. */
  async function signed() {
    for (let asReleased = released !== undefined; ; asReleased = false) {
      const objection = (asReleased ? null : await unlawful()) ?? (await objected(asReleased))
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

  /** What law objects, or null. */
  async function unlawful(): Promise<string | null> {
    process.enter('LEGAL_REVIEW')
    const check = await process.step(steps.lawCheck, {
      to: { ...anyone('LEGAL_REVIEWER'), excludedUnits: [unitId] },
      within: letterLimits.review,
    })
    return check.form.decision === 'RETURN' ? check.form.opinion : null
  }

  /** What the unit or the county objects, or null when both have signed. */
  async function objected(asReleased: boolean): Promise<string | null> {
    process.enter('TO_SIGN')
    const context = released && asReleased ? { template: releasedText(released) } : undefined
    const unit = await process.step(steps.signForUnit, {
      // The head who is named signs, nobody for them.
      to: { ...ofUnit(unitId, 'UNIT_HEAD'), userId: content.headId, inPerson: true },
      within: letterLimits.confirm,
      context,
    })
    if (unit.form.decision === 'OBJECT') return unit.form.opinion
    const county = await process.step(steps.signForCounty, {
      to: { ...anyone('COMMANDER', 'DEPUTY_COMMANDER'), excludedUnits: [unitId] },
      within: letterLimits.sign,
      context,
    })
    return county.form.decision === 'RETURN' ? county.form.opinion : null
  }

  function begin(item: NumberedItem) {
    const task = process.replaceable(() => fulfilled(item))
    running.set(item.no, task)
    void task.result.then(() => running.get(item.no) === task && running.delete(item.no))
  }

  /** The tasks that an amendment asks otherwise, or takes away, end; those that it asks begin. */
  async function amended({ caseId: by, amendment }: Amended) {
    const before = new Map(numbered(content.items).map((item) => [item.no, item]))
    content = amendment.after
    const after = numbered(content.items)
    const changed = after.filter((item) => {
      const earlier = before.get(item.no)
      return earlier === undefined || asksOtherwise(earlier, item)
    })
    const ends = [...before.keys()].filter((no) => !after.some((item) => item.no === no))
    process.revised({ title: content.title, unitId, place: '', content })
    await process.outside((world) =>
      world.amendLetter({
        caseId,
        unitId: process.unitNow(unitId),
        year,
        by,
        items: after,
        anew: changed.map(({ no }) => no),
      }),
    )
    for (const no of [...changed.map((item) => item.no), ...ends])
      await running.get(no)?.replace(text('补充协议变更', 'the amendment'))
    for (const item of changed) begin(item)
  }

  /** One task until it is verified; not reported by its due date, or found undone after it, it counts as not done. */
  async function fulfilled(item: NumberedItem) {
    const { no } = item
    const context = { no: String(no), task: item.content, target: item.target, mustDo: item.mustDo }
    const ends = Date.parse(`${item.dueOn}T23:59:59+08:00`)
    for (;;) {
      const report = await process.stepOrOverdue(steps.fulfil, {
        to: ofUnit(unitId, 'UNIT_HEAD', 'UNIT_LIAISON'),
        within: naturalDays(Math.max(1, Math.round((ends - now()) / DAY_MS))),
        context,
        also: ['requestExtension', 'hold', 'endHold'],
      })
      if (report.kind !== 'done') return judged(no, 'NOT_DONE', 0)
      const { done, photos } = report.form
      const evidence = photos.map(({ id }) => id)
      await kept(() =>
        process.outside((world) => world.recordItemReport({ caseId, no, done, evidence, at: report.at })),
      )
      const verdict = await process.step(steps.verifyItem, {
        to: { ...anyone('OFFICE_INSPECTOR', 'OFFICE_DISPATCHER'), excludedUnits: [unitId] },
        within: letterLimits.verify,
        context: { ...context, done },
      })
      const { result, rate } = verdict.form
      const final = result === 'DONE' || now() >= ends
      if (final) return judged(no, result, result === 'DONE' ? 100 : (rate ?? 0))
    }
  }

  function judged(no: number, result: 'DONE' | 'PART' | 'NOT_DONE', rate: number) {
    const at = nowIso()
    return kept(() => process.outside((world) => world.recordLetterItem({ caseId, no, result, rate, at })))
  }
}

const releasedText = ({ name, version, reviewId }: Released): string =>
  `《${name}》第${version}版已经法制审核放行（${reviewId}），本责任书未作改动，不再逐份审核。`

/** An amendment that comes in between does not undo what was said. */
const kept = (keep: () => Promise<void>) => CancellationScope.nonCancellable(keep)
