import { processOf } from '../../../domain/processes/catalogue.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseView } from './view.ts'
import { PhotoPair } from '../../components/photos/PhotoPair.tsx'
import { useText } from '../../language.tsx'
import { roundName } from '../../words.ts'
import { type Round, roundsOf } from './reading.ts'
import { TaskRecord } from './task-record.tsx'

const verdict = (round: Round, open: boolean): { text: Text; tone: string } =>
  round.failure
    ? { text: text(`未落实：${round.failure.zh}`, `Failed: ${round.failure.en}`), tone: 'failed' }
    : round.passed
      ? { text: text('落实销号', 'Closed: done'), tone: 'passed' }
      : { text: open ? text('办理中', 'Under way') : text('已结束', 'Over'), tone: 'open' }

/**
 * What happened, round by round, the latest first; the photos of before and after side by side. `whole` tells it
 * as a file is read: from the beginning, with nothing folded.
 */
export function Rounds({ view, whole = false }: { view: CaseView; whole?: boolean }) {
  const t = useText()
  const latestFirst = roundsOf(view)
  const counted = processOf(view.kind)?.roundName !== undefined
  const rounds = whole ? latestFirst.reverse() : latestFirst
  return (
    <section className="panel rounds" aria-labelledby={`rounds-${view.caseId}`}>
      <h2 id={`rounds-${view.caseId}`}>{t(text('办理过程', 'What happened'))}</h2>
      {rounds.map((round, index) => {
        const said = verdict(round, view.outcome === null)
        return (
          // Earlier rounds are folded: what is under way must not drown in what is over.
          <details key={round.round} className="round" open={whole || index === 0}>
            <summary>
              <h3>{t(counted ? roundName(round.round) : text('全程', 'From the start'))}</h3>
              <span className={`verdict verdict-${said.tone}`}>{t(said.text)}</span>
            </summary>
            {round.afters.length > 0 && (
              <PhotoPair befores={round.befores} afters={round.afters} evidence={view.evidence} />
            )}
            <ol className="timeline">
              {round.tasks.map((task) => (
                <TaskRecord key={task.taskId} task={task} evidence={view.evidence} whole={whole} />
              ))}
            </ol>
          </details>
        )
      })}
    </section>
  )
}
