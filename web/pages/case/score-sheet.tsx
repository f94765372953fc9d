import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import type { SheetView } from '../../../domain/assessment/kept.ts'
import { convertedItems, scoreOf } from '../../../domain/assessment/score.ts'
import { bands, dimensions, methods, type SheetItem, vetoes } from '../../../domain/assessment/sheet.ts'
import { itemsOf, scoreSheets } from '../../../domain/assessment/sheets.ts'
import { pointsText } from '../../../domain/points.ts'
import { text } from '../../../domain/text.ts'
import { PhotoGrid } from '../../components/photos/PhotoPair.tsx'
import { Failed } from '../../components/states.tsx'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { trpc } from '../../trpc.ts'
import type { CaseView } from './view.ts'
import './score-sheet.css'

/** A unit's score as its lines make it: every point with its reason, its photos, and the case it comes from. */
export function ScoreSheet({ view }: { view: CaseView }) {
  const can = useCan()
  const { data, error, refetch } = useQuery(
    // Shown anew at each stage, which may have brought another sheet.
    trpc.assessment.sheet.queryOptions(
      { caseId: view.caseId },
      { enabled: can('assessment.read'), refetchOnMount: 'always' },
    ),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  return data ? <Sheet kept={data} view={view} /> : null
}

function Sheet({ kept: { sheet, final, publishedAt }, view }: { kept: SheetView; view: CaseView }) {
  const t = useText()
  const score = scoreOf(sheet)
  const converted = convertedItems(sheet)
  const standing = publishedAt
    ? text('已通报', 'Published')
    : final
      ? text('待审定', 'To be approved')
      : text('初评', 'Preliminary')
  return (
    <section className="panel score-sheet" aria-labelledby="score-sheet">
      <h2 id="score-sheet">
        {t(text('考核得分', 'Score'))} <span className="stage">{t(standing)}</span>
      </h2>
      <dl className="values">
        <Fact label={text('得分', 'Earned')}>
          {pointsText(score.earned)} / {pointsText(score.applicable)}
        </Fact>
        <Fact label={text('折算百分制', 'Of a hundred')}>{pointsText(score.converted)}</Fact>
        {sheet.bonuses.map(({ points, reason, documentNo }) => (
          <Fact key={documentNo} label={text('加分', 'Bonus')}>
            {pointsText(points)} {reason}（{documentNo}）
          </Fact>
        ))}
        <Fact label={text('总分', 'Total')}>
          <b>{pointsText(score.total)}</b>
        </Fact>
        <Fact label={text('等次', 'Band')}>
          <b>{t(bands[score.band])}</b>
        </Fact>
        {sheet.vetoes.map(({ veto, documentNo }) => (
          <Fact key={veto} label={text('一票否决', 'Veto')}>
            {t(vetoes[veto])}（{documentNo}）
          </Fact>
        ))}
      </dl>
      <p className="field-hint">{t(scoreSheets[sheet.version].title)}</p>
      <ul className="score-items">
        {itemsOf(sheet.version).map((item) => (
          <Item
            key={item.code}
            item={item}
            points={score.byItem[item.code] ?? 0}
            converted={converted[item.code]}
            left={sheet.notApplicable.find((one) => one.item === item.code)?.reason}
            lines={sheet.lines.filter((line) => line.item === item.code)}
            view={view}
          />
        ))}
      </ul>
    </section>
  )
}

const Fact = ({ label, children }: { label: ReturnType<typeof text>; children: ReactNode }) => {
  const t = useText()
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Item({
  item,
  points,
  converted,
  left,
  lines,
  view,
}: {
  item: SheetItem
  points: number
  converted: { weight: number; points: number } | undefined
  left: string | undefined
  lines: SheetView['sheet']['lines']
  view: CaseView
}) {
  const t = useText()
  return (
    <li className="score-item">
      <div className="score-head">
        <b>
          {item.code} {t(item.title)}
        </b>
        {left === undefined ? (
          <span>
            {pointsText(points)} / {pointsText(item.full)}
          </span>
        ) : (
          <span>{t(text('不涉及', 'Not applicable'))}</span>
        )}
      </div>
      <p className="field-hint">
        {t(dimensions[item.dimension].title)} {t(methods[item.method])}{' '}
        {converted &&
          t(
            text(
              `折算后 ${pointsText(converted.points)} / ${pointsText(converted.weight)}`,
              `of a hundred: ${pointsText(converted.points)} / ${pointsText(converted.weight)}`,
            ),
          )}
      </p>
      {left !== undefined && <p>{left}</p>}
      {left === undefined && lines.length === 0 && (
        <p className="field-hint">{t(text('没有扣分', 'Nothing was taken off'))}</p>
      )}
      <ul className="score-lines">
        {left === undefined &&
          lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have no name of their own and never change
            <Fragment key={at}>
              <Line line={line} view={view} />
            </Fragment>
          ))}
      </ul>
    </li>
  )
}

function Line({ line, view }: { line: SheetView['sheet']['lines'][number]; view: CaseView }) {
  const t = useText()
  const photos = (line.evidence ?? []).flatMap((id) => {
    const sha256 = view.evidence[id]?.sha256
    return sha256 === undefined ? [] : [{ id, sha256 }]
  })
  return (
    <li>
      <span className="score-points">
        {line.points > 0 ? '+' : ''}
        {pointsText(line.points)}
      </span>{' '}
      {line.caseId === undefined ? (
        line.reason
      ) : (
        <Link to={paths.case} params={{ caseId: line.caseId }}>
          {line.reason}
        </Link>
      )}
      {line.corrects && <small> {t(text('更正', 'Correction'))}</small>}
      {photos.length > 0 && (
        <PhotoGrid
          photos={photos}
          label={text(`${line.item}佐证`, `Evidence of ${line.item}`)}
          evidence={view.evidence}
        />
      )}
    </li>
  )
}
