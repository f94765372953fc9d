import type { BackupPlace } from '../../../domain/backups.ts'
import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'

const MEGABYTE = 1_048_576

/** The backups of each folder, the newest first. */
export function Backups({ places }: { places: BackupPlace[] }) {
  const t = useText()
  const times = useTimes()
  return places.map(({ place, backups, damaged, keepsLog }) => (
    <section key={place} className="panel" aria-label={place}>
      <h2>
        <code>{place}</code>
      </h2>
      <p className="field-hint">
        {t(
          keepsLog
            ? text(
                '数据库日志也写在这里，备份之后的任一时刻都能恢复。',
                'The log is kept here too: any later instant can be restored.',
              )
            : text(
                '数据库日志不在这里，只能恢复到备份完成时。',
                'The log is not kept here: only to the end of a backup.',
              ),
        )}
      </p>
      {damaged.length > 0 && (
        <ErrorNote
          tone="warning"
          note={text(`清单读不出，不能用：${damaged.join('、')}`, `Unreadable, not to be used: ${damaged.join(', ')}`)}
        />
      )}
      <div className="restore-scroll">
        <table className="restore-backups">
          <thead>
            <tr>
              <th scope="col">{t(text('完成于', 'Finished'))}</th>
              <th scope="col">{t(text('事项', 'Cases'))}</th>
              <th scope="col">{t(text('留痕', 'Entries'))}</th>
              <th scope="col">{t(text('照片和历史', 'Files'))}</th>
              <th scope="col">{t(text('大小', 'Size'))}</th>
              <th scope="col">{t(text('密钥', 'Keys'))}</th>
            </tr>
          </thead>
          <tbody>
            {backups.map(({ name, finishedAt, cases, entries, files, bytes, hasSecrets }) => (
              <tr key={name}>
                <td>{times.fullClock(finishedAt)}</td>
                <td>{cases}</td>
                <td>{entries}</td>
                <td>{files}</td>
                <td>{Math.max(1, Math.round(bytes / MEGABYTE))} MB</td>
                <td>{t(hasSecrets ? text('有', 'in it') : text('另存', 'elsewhere'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  ))
}
