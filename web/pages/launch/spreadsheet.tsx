import { text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { Page } from '../../components/Page.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { words } from '../../words.ts'
import { Bar } from './sheet/Bar.tsx'
import { corrected, newRow, repeatedLines } from './sheet/row.ts'
import { columns, SheetRow } from './sheet/SheetRow.tsx'
import { specOf } from './sheet/shown.ts'
import { Upload } from './sheet/Upload.tsx'
import { useLaunching } from './sheet/useLaunching.ts'
import { useRows } from './sheet/useRows.ts'
import { Ways } from './Ways.tsx'
import './launch.css'
import './sheet/sheet.css'

/** Many notices from one spreadsheet: read, corrected in place, launched row by row. */
export function SpreadsheetPage() {
  const t = useText()
  const rows = useRows()
  const launching = useLaunching(rows)
  const repeated = repeatedLines(rows.rows)
  const begun = rows.rows.length > 0
  return (
    <Page
      title={text('用表格批量发起', 'Many notices from a spreadsheet')}
      wide={begun}
      crumbs={[{ label: words.launch, link: { to: paths.launch, search: {} } }]}
    >
      {!begun && <Ways present="spreadsheet" />}
      <Upload
        compact={begun}
        disabled={launching.running !== null}
        onRead={(sheet) => rows.put((held) => [...held, ...sheet.rows.map(newRow)], true)}
      />
      {begun && (
        <>
          {!rows.stored && (
            <ErrorNote
              tone="warning"
              note={text(
                '本机浏览器存不下这些行，请在发完之前不要关闭页面。',
                'This browser has no room to keep the rows; do not close the page before they are launched.',
              )}
            />
          )}
          <Bar rows={rows} launching={launching} />
          <div className="sheet-scroll">
            <table className="sheet">
              <caption className="unseen">{t(text('待发起的督办', 'Notices to launch'))}</caption>
              <colgroup>
                {['line', ...columns, 'photos', 'state', 'delete'].map((name) => (
                  <col key={name} className={`sheet-col-${name}`} />
                ))}
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{t(text('行', 'Line'))}</th>
                  {columns.map((name) => (
                    <th key={name} scope="col">
                      {t(specOf(name).label)}
                    </th>
                  ))}
                  <th scope="col">{t(text('照片', 'Photos'))}</th>
                  <th scope="col">{t(text('情况', 'State'))}</th>
                  <th scope="col">
                    <span className="unseen">{t(text('删除', 'Delete'))}</span>
                  </th>
                </tr>
              </thead>
              {rows.rows.map((row) => (
                <SheetRow
                  key={row.key}
                  row={row}
                  repeats={repeated.get(row.key)}
                  onChange={(name, value) => rows.putRow(row.key, (held) => corrected(held, name, value))}
                  onRetry={launching.running ? undefined : () => launching.retry(row.key)}
                  onDelete={() => rows.put((held) => held.filter(({ key }) => key !== row.key), true)}
                />
              ))}
            </table>
          </div>
        </>
      )}
    </Page>
  )
}
