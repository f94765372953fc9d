import { useQuery } from '@tanstack/react-query'
import { OFFICE_UNIT } from '../../../domain/people.ts'
import { signedName } from '../../../domain/people.ts'
import { type Text, text } from '../../../domain/text.ts'
import type { CaseView } from './view.ts'
import { limitText } from '../../../domain/sentence.ts'
import { PhotoGrid } from '../../components/photos/PhotoPair.tsx'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'
import { trpc } from '../../trpc.ts'
import { words } from '../../words.ts'
import type { IssuedNotice } from './reading.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const ordinal = (round: number): Text => text(`（第${numerals[round - 1] ?? round}次）`, ` (round ${round})`)

/** A notice laid out as the document it is; it prints alone, on A4, after the national format of official documents. */
export function NoticeDocument({ view, issued }: { view: CaseView; issued: IssuedNotice }) {
  const t = useText()
  const times = useTimes()
  const { data: units } = useQuery(trpc.directory.units.queryOptions(undefined, { staleTime: 300_000 }))
  const office = units?.find((unit) => unit.id === OFFICE_UNIT)?.name ?? t(words.office)
  const { notice, round } = issued
  const sign = view.tasks.findLast((task) => task.round === round && task.step === 'signOff' && task.state === 'DONE')
  const receipt = view.tasks.find((task) => task.round === round && task.step === 'receipt' && task.state === 'DONE')
  const rectify = view.tasks.find((task) => task.round === round && task.step === 'rectify')
  const sections: { title: Text; body: string | null }[] = [
    {
      title: text('督办事项', 'Subject'),
      body: notice.title + (notice.place ? t(text(`（${notice.place}）`, ` (${notice.place})`)) : ''),
    },
    {
      title: text('事实', 'Facts'),
      body:
        notice.facts +
        (notice.photos.length > 0
          ? t(text(`（照片${notice.photos.length}张附后）`, ` (${notice.photos.length} photo(s) attached)`))
          : ''),
    },
    { title: text('整改要求与标准', 'What must be done'), body: notice.requirement },
    { title: text('依据', 'Legal basis'), body: notice.legalBasis },
    {
      title: text('整改期限', 'Time limit'),
      body: notice.limit
        ? t(
            text(
              `自签收之日起${limitText(notice.limit).zh}内完成整改并书面反馈`,
              `Within ${limitText(notice.limit).en} of receipt, with a written report`,
            ),
          ) +
          (rectify
            ? t(text(`，即${times.fullClock(rectify.dueAt)}前。`, `: by ${times.fullClock(rectify.dueAt)}.`))
            : t(text('。', '.')))
        : null,
    },
    { title: text('再次未落实的后果', 'Consequence of failing again'), body: notice.consequence ?? null },
  ]
  return (
    <article className="document" lang="zh-CN">
      <p className="document-issuer">{office}</p>
      <div className="document-line">
        <span>{issued.number ?? t(words.noNumberYet)}</span>
        {sign?.closedBy && (
          <span>{t(text(`签发人：${signedName(sign.closedBy)}`, `Signed: ${signedName(sign.closedBy)}`))}</span>
        )}
      </div>
      <h3 className="document-title">
        {t(text('督办通知', 'Rectification notice'))}
        {round > 1 && t(ordinal(round))}
      </h3>
      <p className="document-to">{t(text(`${view.unit.name}：`, `To: ${view.unit.name}`))}</p>
      {sections
        .filter(({ body }) => body)
        .map(({ title, body }, index) => (
          <section key={title.zh}>
            <h4>{t(text(`${numerals[index]}、${title.zh}`, `${index + 1}. ${title.en}`))}</h4>
            <p>{body}</p>
          </section>
        ))}
      <div className="document-foot">
        <p>{office}</p>
        <p>{issued.issuedAt ? times.full(issued.issuedAt) : t(text('（签发后生成日期）', '(dated when signed)'))}</p>
        <p className="document-seal">{t(text('（盖章处）', '(seal)'))}</p>
      </div>
      <p className="document-receipt">
        {t(
          receipt?.closedBy && receipt.closedAt
            ? text(
                `签收：${signedName(receipt.closedBy)}　${times.fullClock(receipt.closedAt)}`,
                `Received: ${signedName(receipt.closedBy)}, ${times.fullClock(receipt.closedAt)}`,
              )
            : text('签收：　　　　　　时间：', 'Received by:               at:'),
        )}
      </p>
      {notice.photos.length > 0 && (
        <div className="document-photos">
          <h4>{t(text('附：现场照片', 'Attached: photos'))}</h4>
          <PhotoGrid photos={notice.photos} label={text('现场照片', 'Photo')} evidence={view.evidence} />
        </div>
      )}
    </article>
  )
}
