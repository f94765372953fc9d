import type { ComplaintTriage } from '../domain/complaint-forms.ts'
import type { FormOf } from '../domain/forms.ts'
import { type Assignee, anyone, handsIn, OFFICE_UNIT } from '../domain/people.ts'
import { type ComplaintLaunch, complaintProcess, complaintSteps as steps } from '../domain/processes/complaint.ts'
import { notLaterThan } from './checks.ts'
import { handlers, notTheComplainedUnit } from './complaint-handlers.ts'
import { noticeProposed } from './complaint-notice.ts'
import { goneOn } from './complaint-withdrawn.ts'
import { openProcess } from './kit/process.ts'

type Outcome = keyof typeof complaintProcess.outcomes
type WithWay = 'A' | 'B' | 'C' | 'E'
type Sorted = { way: WithWay; complainedUnitId: string | undefined; handlerUnitId: string }
type Handled = { hands: string[]; handling: FormOf<'complaintHandling.v1'> }

const office: Assignee = anyone('OFFICE_DIRECTOR', 'OFFICE_DISPATCHER')

/**
 * 卫生举报办理 (handbook P13): sorted by the office; handled by a unit that is never the one complained about, nor
 * helped by it; answered by the office; asked about by somebody else than who handled it; once more if it is not
 * solved. Who complained is not told here: nothing of them reaches a history.
 */
export async function complaint(launch: ComplaintLaunch): Promise<{ outcome: string }> {
  const { caseId, rules, channel, place, callBack, photos } = launch
  let title = launch.title
  const process = openProcess(complaintProcess, {
    caseId,
    title,
    unitId: OFFICE_UNIT,
    form: { channel, callBack, wordsSha256: launch.wordsSha256 },
  })

  let sorted: Sorted
  let handled: Handled
  let accepted: Sorted | null = null
  try {
    const first = await process.withdrawable(
      office,
      async () => {
        for (;;) {
          const found = await triaged()
          if ('outcome' in found) return found
          accepted = found.sorted
          const done = await answered(found.sorted, 1)
          if (done) return { ...found, handled: done }
          accepted = null
        }
      },
      true,
    )
    if ('outcome' in first) {
      if (first.outcome === 'TRANSFERRED') await transferred()
      return await process.close(first.outcome)
    }
    ;({ sorted, handled } = first)
  } catch (error) {
    const why = process.withdrawn(error)
    if (accepted !== null) await goneOn(process, launch, accepted)
    return await process.close('WITHDRAWN', why)
  }

  const way = rules[sorted.way]
  if (!way.callBack) return process.close('REPLIED')
  const after = await calledBack(handled)
  if (after !== 'AGAIN') return process.close(after)
  if (!way.again) return process.close('EXPLAINED')
  const again = await answered(sorted, 2)
  if (!again) return process.close('EXPLAINED')
  const afterAgain = await calledBack(again)
  return process.close(afterAgain === 'AGAIN' ? await concluded() : afterAgain)

  /** Sorted by class (A–F): where it goes, or how it ends here. */
  async function triaged(): Promise<{ sorted: Sorted } | { outcome: Outcome }> {
    process.enter('RECEIVED')
    const { form, by } = await process.step(steps.triage, {
      to: office,
      within: rules.triage,
      check: notTheComplainedUnit,
    })
    title = form.title
    if (form.decision !== 'ACCEPT' || !form.class) {
      revised({ words: form.summary, duplicateOf: form.duplicateOf })
      if (form.decision === 'NOT_ACCEPTED') process.issue('NOT_ACCEPT_NOTICE', null)
      return { outcome: form.decision === 'DUPLICATE' ? 'MERGED' : 'NOT_ACCEPTED' }
    }
    if (form.class === 'F') {
      revised({ class: 'F', words: form.summary })
      return { outcome: 'HANDED_OVER' }
    }
    if (form.class === 'D') return { outcome: 'TRANSFERRED' }
    revised({ class: form.class, words: form.summary })
    process.issue('ACCEPT_NOTICE', null)
    process.hadAHand(...handsIn(by))
    const { complainedUnitId, handlerUnitId = OFFICE_UNIT } = form
    return { sorted: { way: form.class, complainedUnitId, handlerUnitId } }
  }

  /** What was said against officials leaves these pages, and only the organ that takes it over sees more. */
  async function transferred(): Promise<void> {
    title = '举报件（已移送有权机关）'
    revised({ class: 'D', words: '' })
    process.issue('COMPLAINT_TRANSFER', null)
    process.enter('TRANSFERRING')
    await process.step(steps.takeClue, { to: anyone('DISCIPLINE_OFFICER'), within: rules.takeClue, sealed: true })
  }

  /** Handled by the unit and answered by the office; null when the unit rightly says that it is not its own. */
  async function answered(of: Sorted, round: 1 | 2): Promise<Handled | null> {
    let returned: string | undefined
    for (;;) {
      const done = await handledBy(of, round, returned)
      if (!done) return null
      process.enter('REPLYING')
      const reply = await process.step(steps.reply, {
        to: office,
        within: rules.reply,
        context: { result: done.handling.result, facts: done.handling.facts, measures: done.handling.measures },
      })
      if (reply.form.decision === 'SEND') {
        process.issueAnother('REPLY_LETTER', null)
        return done
      }
      returned = reply.form.opinion ?? ''
    }
  }

  async function handledBy(of: Sorted, round: 1 | 2, returned?: string): Promise<Handled | null> {
    process.enter(round === 1 ? 'HANDLING' : 'SECOND_HANDLING', { round })
    process.reassigned(of.handlerUnitId)
    const way = rules[of.way]
    const to = handlers(of)
    const context = returned === undefined ? undefined : { returned }
    const first = await process.stepOrOverdue(steps.handle, {
      to,
      within: round === 1 && returned === undefined ? way.handle : rules.late,
      context,
      also: round === 1 ? ['object', 'requestExtension'] : ['requestExtension'],
      objectWithin: way.objection,
      extendBy: way.extension,
    })
    if (first.kind === 'upheld') {
      process.reassigned(OFFICE_UNIT)
      if (first.decision === 'REVOKE' || first.unitId === undefined) return null
      // The ruling cannot name it either: the kit refuses a unit that the step excludes.
      of.handlerUnitId = first.unitId
      return handledBy(of, round, returned)
    }
    const done =
      first.kind === 'done' ? first : await process.step(steps.handleLate, { to, within: rules.late, context })
    return { hands: handsIn(done.by), handling: done.form }
  }

  /** 回访: whether it is solved is one question, whether they are satisfied another (handbook P13). */
  async function calledBack({ hands }: Handled): Promise<'AGAIN' | Outcome> {
    process.enter('CALL_BACK')
    const { form } = await process.step(steps.callBack, {
      to: { ...office, excluded: hands },
      within: rules.callBack,
      context: { callBack },
      check: ({ at }, command) => notLaterThan(at, command, '回访时间'),
    })
    if (form.solved === 'NO' || form.fault === 'OURS') return 'AGAIN'
    return form.solved === 'YES' ? 'SOLVED' : 'REPLIED'
  }

  /** Handled twice and still not solved: the director explains and ends it, or somebody proposes a notice. */
  async function concluded(): Promise<Outcome> {
    process.enter('DECIDING')
    const { form } = await process.step(steps.conclude, {
      to: anyone('OFFICE_DIRECTOR'),
      within: rules.conclude,
    })
    if (form.decision === 'END') return 'EXPLAINED'
    await noticeProposed(process, { title, place })
    return 'NOTICED'
  }

  function revised(now: { class?: ComplaintTriage['class']; words: string; duplicateOf?: string }) {
    const content = { title, channel, place, photos, callBack, ...now }
    process.revised({ title, unitId: OFFICE_UNIT, place, content })
  }
}
