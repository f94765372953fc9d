import { Button, Progress } from 'antd'
import { useState } from 'react'
import type { Photo } from '../../../../domain/fields.ts'
import { text } from '../../../../domain/text.ts'
import { Confirm } from '../../../components/Confirm.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { useText } from '../../../language.tsx'
import { CommonPhotos } from './CommonPhotos.tsx'
import { corrected, isOpen, noticeOf, repeatedLines, type Row } from './row.ts'
import { launchable, type useLaunching } from './useLaunching.ts'
import type { Rows } from './useRows.ts'

const isDone = ({ state }: Row) => state.phase === 'launched'
const lacksPhotos = (row: Row) => isOpen(row) && !(Array.isArray(row.draft.photos) && row.draft.photos.length > 0)

/** What can be done to all rows at once, how far it is, and what came of it. */
export function Bar({ rows, launching }: { rows: Rows; launching: ReturnType<typeof useLaunching> }) {
  const t = useText()
  const [asked, setAsked] = useState<'launch' | 'clear' | null>(null)
  const all = rows.rows
  const due = launchable(all)
  const ready = due.length
  const repeated = repeatedLines(all)
  const repeats = due.filter(({ key }) => repeated.has(key)).length
  const wrong = all.filter((row) => isOpen(row) && noticeOf(row) === null).length
  const done = all.filter(isDone).length
  const { running } = launching
  const give = (photos: Photo[]) =>
    rows.put((held) => held.map((row) => (lacksPhotos(row) ? corrected(row, 'photos', photos) : row)), true)

  return (
    <div className="sheet-bar">
      <output className="sheet-counts">
        {t(
          text(
            `共${all.length}行：可发起${ready}行，待改${wrong}行，已提交${done}行`,
            `${all.length} rows: ${ready} ready, ${wrong} to correct, ${done} submitted`,
          ),
        )}
      </output>
      {running && (
        <Progress
          percent={Math.round((running.done / running.total) * 100)}
          format={() => `${running.done} / ${running.total}`}
          status="active"
        />
      )}
      {launching.lostLine && (
        <ErrorNote
          tone="warning"
          note={text(
            '连不上服务器，已暂停。网络恢复后点“继续发起”，已发出的不会重复立案。',
            'The server cannot be reached: paused. Go on when the network is back; nothing is opened twice.',
          )}
        />
      )}
      <div className="sheet-actions">
        {running ? (
          <Button size="large" onClick={launching.stop}>
            {t(text('暂停', 'Pause'))}
          </Button>
        ) : (
          <Button type="primary" size="large" disabled={ready === 0} onClick={() => setAsked('launch')}>
            {t(
              done > 0 ? text(`继续发起${ready}件`, `Launch ${ready} more`) : text(`发起${ready}件`, `Launch ${ready}`),
            )}
          </Button>
        )}
        <CommonPhotos without={all.filter(lacksPhotos).length} disabled={running !== null} onApply={give} />
        {!running && ready === 0 && wrong > 0 && (
          <span className="field-hint">
            {t(text('改正标红处、补上照片后即可发起', 'Correct what is red and add photos first'))}
          </span>
        )}
        {done > 0 && (
          <Button
            disabled={running !== null}
            onClick={() => rows.put((held) => held.filter((row) => !isDone(row)), true)}
          >
            {t(text('收起已提交的行', 'Put away the submitted rows'))}
          </Button>
        )}
        <Button type="text" danger disabled={running !== null} onClick={() => setAsked('clear')}>
          {t(text('全部清空', 'Clear all'))}
        </Button>
      </div>
      <Confirm
        open={asked === 'launch'}
        title={text(`发起${ready}件督办？`, `Launch ${ready} notices?`)}
        causes={
          wrong > 0
            ? text(
                `每一行立一案，报创卫办主任审签。另有${wrong}行待改，留在这里，改好后再发。`,
                `Each row becomes a case, for the director to sign. ${wrong} rows to correct stay here.`,
              )
            : text(
                '每一行立一案，报创卫办主任审签。签收之前可以撤回。',
                'Each row becomes a case, for the director to sign. It can be withdrawn until signed for.',
              )
        }
        action={text('发起', 'Launch')}
        onConfirm={() => {
          setAsked(null)
          launching.start()
        }}
        onCancel={() => setAsked(null)}
      >
        {repeats > 0 && (
          <ErrorNote
            tone="warning"
            note={text(
              `其中${repeats}行与前面的行事项、单位、地点都相同，请确认不是重复填写。`,
              `${repeats} of them repeat an earlier row’s subject, unit and place: make sure that is meant.`,
            )}
          />
        )}
      </Confirm>
      <Confirm
        open={asked === 'clear'}
        danger
        title={text('清空这份表格？', 'Clear this sheet?')}
        causes={text(
          '未发起的行和已添加的照片将从这里移除；已提交的督办件不受影响。',
          'Rows not launched are dropped with their photos; submitted cases are not affected.',
        )}
        action={text('清空', 'Clear')}
        onConfirm={() => {
          setAsked(null)
          rows.put(() => [], true)
        }}
        onCancel={() => setAsked(null)}
      />
    </div>
  )
}
