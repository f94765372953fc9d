import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import type { DraftState } from './drafts.ts'

/** Whether what was typed is safe, beside the submit button, and whose words one goes on from. */
export function DraftNote({ state, by }: { state: DraftState; by: { name: string; at: string } | null }) {
  const t = useText()
  const times = useTimes()
  const note = () => {
    switch (state.phase) {
      case 'clean':
        return (
          by &&
          text(`草稿由${by.name}填写，${times.dayClock(by.at)}`, `Drafted by ${by.name}, ${times.dayClock(by.at)}`)
        )
      case 'saving':
        return text('正在保存草稿', 'Saving the draft')
      case 'saved':
        return text(`草稿已保存 ${times.clock(state.at)}`, `Draft saved ${times.clock(state.at)}`)
      case 'unsaved':
        return text(
          '草稿还没有存上，稍后自动再存，请不要关闭页面',
          'The draft is not saved yet; it will be tried again. Keep this page open',
        )
    }
  }
  const said = note()
  return <output className="form-saved">{said && t(said)}</output>
}
