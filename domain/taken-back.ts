import { personalActs } from './commands.ts'
import { localTime } from './calendar.ts'
import { type Correction, correctionOf, corrections } from './corrections.ts'
import { documentNames } from './documents.ts'
import type { DocumentType } from './events.ts'
import { SEALED } from './sealed.ts'
import { type Text, text } from './text.ts'

/** What was done, and what becomes of it when a process goes back, in words. Pure. */

const ofCase: Record<string, Text> = {
  withdraw: text('撤回', 'withdrawal'),
  reopen: text('重新督办', 'reopening'),
  settleDueDate: text('核定期限', 'settling of the due date'),
  mergeUnit: text('单位合并', 'merger of units'),
  settleRecord: text('按流程更正台账', 'settling of the record'),
}

/** An act by the step that it was on; `step` null where it was on the whole case. */
export function actText(act: string, step: Text | null): Text {
  if (act === 'submit') return step ?? text('办理一步', 'a step')
  const known = act in corrections && (personalActs as readonly string[]).includes(act)
  const what = known ? correctionOf(act as Correction).title : (ofCase[act] ?? text(act, act))
  return step ? text(`${step.zh}：${what.zh}`, `${step.en}: ${what.en}`) : what
}

type Act = { act: string; by: string; received_at: Date; title: Text | null; sealed: boolean | null }

/** Who did what and when. Of a step that is the organs' alone, only that it was done. */
export function actLine({ act, by, received_at: at, title, sealed }: Act): Text {
  const what = sealed ? SEALED : actText(act, title)
  const who = sealed ? text('有权机关', 'the competent organ') : text(by, by)
  const when = localTime(at.toISOString())
  return text(`${what.zh}（${who.zh}，${when}）`, `${what.en} (${who.en}, ${when})`)
}

/** That the record was made to follow its workflow is nothing that anybody loses. */
export const isOfPeople = ({ act }: { act: string }): boolean => act !== 'settleRecord'

/** What becomes of acts and documents: applied again as they were, or void. */
export function takenLines(
  acts: readonly Act[],
  documents: readonly { no: string; type: DocumentType }[],
  again: boolean,
): Text[] {
  const word = again ? text('补办', 'applied again') : text('作废', 'void')
  const lines = acts.filter(isOfPeople).map((act) => {
    const line = actLine(act)
    return text(`${word.zh}：${line.zh}`, `${line.en}: ${word.en}`)
  })
  if (again) return lines
  return [
    ...lines,
    ...documents.map(({ no, type }) => {
      const name = documentNames[type]
      return text(
        `作废：${name.zh} ${no}（重新签发时沿用原号）`,
        `${name.en} ${no}: void; issued again it keeps its number`,
      )
    }),
  ]
}
