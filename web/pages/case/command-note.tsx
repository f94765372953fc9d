import { text } from '../../../domain/text.ts'
import type { CommandState } from '../../command.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { words } from '../../words.ts'

/** What became of what was sent, in one place by the button that sent it. */
export function CommandNote({ state }: { state: CommandState }) {
  const t = useText()
  const times = useTimes()
  switch (state.phase) {
    case 'received':
      return (
        <ErrorNote tone="calm" note={words.received}>
          <p>
            {t(
              text(
                `收到时间 ${times.fullClock(state.receivedAt)}。`,
                `Received ${times.fullClock(state.receivedAt)}. `,
              ),
            )}
            {t(words.receivedHint)}
          </p>
        </ErrorNote>
      )
    case 'refused':
      return <ErrorNote note={state.refusal.text} />
    case 'failed':
      return (
        <ErrorNote note={state.text}>
          <p>{t(text('再次提交不会重复办理。', 'Submitting again will not do it twice.'))}</p>
        </ErrorNote>
      )
    default:
      return null
  }
}
