import { limitText } from '../../../domain/sentence.ts'
import { timesIn } from '../../times.ts'
import { noticesOf, roundsOf } from './reading.ts'
import type { CaseView } from './view.ts'

/**
 * What happened round by round, as the facts of a proposal are written: number, delivery, limit, result. In
 * Chinese, because it goes into a document.
 */
export function timelineOf(view: CaseView): string {
  const times = timesIn('zh')
  const rounds = new Map(roundsOf(view).map((round) => [round.round, round]))
  return noticesOf(view)
    .map(({ round, number, notice }) => {
      const known = rounds.get(round)
      const work = known?.tasks.find((task) => task.step === 'rectify')
      const parts = [
        `第${round}次督办${number ? `（${number}）` : ''}`,
        work ? `${times.full(work.dueSum.start)}送达` : '',
        notice.limit ? `限${limitText(notice.limit).zh}` : '',
        work ? `${times.full(work.dueAt)}到期` : '',
        known?.failure ? `未落实：${known.failure.zh}` : '',
      ]
      return `${parts.filter(Boolean).join('，')}。`
    })
    .join('\n')
}
