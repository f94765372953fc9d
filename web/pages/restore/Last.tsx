import type { RestoreView } from '../../../domain/backups.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'

/** What the last restore came to: whether database and engine were found to tell the same. */
export function Last({ last: { at, backup, reached, finding } }: { last: NonNullable<RestoreView['last']> }) {
  const t = useText()
  const times = useTimes()
  const when = times.fullClock(at)
  return (
    <section className="panel" aria-labelledby="restore-last">
      <h2 id="restore-last">{t(text('上一次恢复的核对结果', 'What the last restore came to'))}</h2>
      <p>
        {t(
          text(
            `${when}用备份 ${backup} 恢复${reached ? `到${times.fullClock(reached)}` : '到最后'}。`,
            `On ${when}, from ${backup}, ${reached ? `to ${times.fullClock(reached)}` : 'to the end'}.`,
          ),
        )}
      </p>
      {finding && (
        <>
          <ErrorNote
            tone={finding.faults.length === 0 ? 'calm' : 'error'}
            note={
              finding.faults.length === 0
                ? text(
                    `核对无误：未办结的${finding.open}个事项，台账与流程引擎逐一一致。`,
                    `All well: ledger and engine agree on each of the ${finding.open} open cases.`,
                  )
                : text(
                    `核对发现${finding.faults.length}个问题，逐一处理后再对外开放：`,
                    `${finding.faults.length} faults, to be looked after before anybody works here:`,
                  )
            }
          >
            {finding.faults.length > 0 && (
              <ul>
                {finding.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            )}
          </ErrorNote>
          <p className="field-hint">
            {t(
              text(
                `台账${finding.cases}个事项${finding.entries}条记录，照片和流程历史${finding.files}个文件；恢复时待办理的操作${finding.undecided}个，启动后自动办理。`,
                `${finding.cases} cases with ${finding.entries} entries, ${finding.files} files; ${finding.undecided} acts were undecided and went on by themselves.`,
              ),
            )}
          </p>
        </>
      )}
    </section>
  )
}
