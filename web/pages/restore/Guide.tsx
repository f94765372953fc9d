import { Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import type { RestoreView } from '../../../domain/backups.ts'
import { restoreSteps } from '../../../domain/restore-steps.ts'
import { type Text, text } from '../../../domain/text.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { FieldRow } from '../../components/form/FieldRow.tsx'
import { useText } from '../../language.tsx'
import { fromWallClock } from '../../times.ts'
import { Command } from './Command.tsx'
import { LossNote } from './LossNote.tsx'

/** How one goes back: choose an instant, see what would be gone, and take the commands. */
export function Guide({ view, dataDir }: { view: RestoreView; dataDir: string }) {
  const t = useText()
  const id = useId()
  const places = view.places.filter(({ backups }) => backups.length > 0)
  const [chosen, setChosen] = useState(places[0]?.place)
  const [wall, setWall] = useState('')
  const [isDrill, setDrill] = useState(false)
  const place = places.find((one) => one.place === chosen)
  if (!place) return null
  const until = wall === '' ? null : new Date(Date.parse(fromWallClock(wall))).toISOString()
  const usable = place.backups.filter(({ finishedAt }) => until === null || finishedAt <= until)
  const wrong =
    until !== null && until > view.now
      ? text('这个时刻还没有到', 'That is in the future')
      : usable.length === 0
        ? text('早于最早的备份，恢复不到', 'Earlier than the earliest backup')
        : null
  const steps = restoreSteps({
    dataDir,
    place: place.place,
    hasSecrets: usable[0]?.hasSecrets ?? true,
    until,
    drill: isDrill ? `${dataDir}.drill` : null,
  })
  return (
    <section className="panel" aria-labelledby={`${id}-guide`}>
      <h2 id={`${id}-guide`}>{t(text('恢复步骤', 'Step by step'))}</h2>
      {places.length > 1 && (
        <FieldRow id={`${id}-place`} spec={{ label: text('备份目录', 'Backups in'), required: true }} errors={[]}>
          <Select
            id={`${id}-place`}
            className="field-select"
            value={place.place}
            options={places.map((one) => ({ value: one.place, label: one.place }))}
            onChange={(next: string) => setChosen(next)}
          />
        </FieldRow>
      )}
      <FieldRow
        id={`${id}-until`}
        spec={{
          label: text('恢复到', 'Back to'),
          hint: text('不填则恢复到最后；按北京时间', 'Leave it empty for the very end; Beijing time'),
          required: false,
        }}
        errors={wrong ? [{ path: ['until'], text: wrong }] : []}
      >
        <Input
          id={`${id}-until`}
          type="datetime-local"
          step={1}
          value={wall}
          onChange={(event) => setWall(event.target.value)}
        />
      </FieldRow>
      <Checkbox checked={isDrill} onChange={({ target }) => setDrill(target.checked)}>
        {t(text('只是演练：用另一个目录，不影响正在运行的', 'A drill: into another folder, beside what runs'))}
      </Checkbox>
      {!wrong && !isDrill && until !== null && <LossNote at={until} />}
      {!wrong && (
        <ol className="restore-steps">
          {!isDrill && (
            <Step
              what={text(
                '停下创卫（Ctrl-C；停不下来就断电，不影响恢复）。',
                'Stop the product (Ctrl-C; cut the power if it does not stop).',
              )}
            />
          )}
          {steps.move && (
            <Step
              what={text('把旧数据移开，不要删除：', 'Move the old data aside, never delete them:')}
              line={steps.move}
            />
          )}
          <Step
            what={text(
              '在项目目录下恢复，它会逐项核对，说「核对无误」才算成功：',
              'Restore, in the project’s folder; it has gone well only if it says 核对无误:',
            )}
            line={steps.restore}
          />
          {isDrill ? (
            <Step what={text('记下用时和结果，删除演练目录。', 'Note time and result, remove the folder.')} />
          ) : (
            <>
              <Step
                what={text('启动，回到本页看核对结果：', 'Start it, and read the result on this page:')}
                line="npm start"
              />
              <Step
                what={text('立即重新备份，并公告丢失的操作：', 'Back up at once, and announce what is gone:')}
                line="npm run chuangwei -- backup"
              />
            </>
          )}
        </ol>
      )}
      {!wrong && usable[0]?.hasSecrets === false && (
        <ErrorNote
          tone="warning"
          note={text(
            '这份备份不含密钥：把 --secrets 改成另存的 secrets.json 所在的位置。',
            'This backup is without keys: let --secrets name where secrets.json is kept.',
          )}
        />
      )}
    </section>
  )
}

function Step({ what, line }: { what: Text; line?: string }) {
  const t = useText()
  return (
    <li>
      {t(what)}
      {line !== undefined && <Command line={line} />}
    </li>
  )
}
