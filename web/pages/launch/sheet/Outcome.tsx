import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { text } from '../../../../domain/text.ts'
import { useText } from '../../../language.tsx'
import { paths } from '../../../paths.ts'
import { words } from '../../../words.ts'
import type { Row } from './row.ts'

/** Where a row stands, in words, with what one can do about it. */
export function Outcome({
  row: { state },
  faults,
  repeats,
  onRetry,
}: {
  row: Row
  faults: number
  repeats: number | undefined
  onRetry: (() => void) | undefined
}) {
  const t = useText()
  const caseLink = (caseId: string) => (
    <Link to={paths.case} params={{ caseId }}>
      {caseId}
    </Link>
  )
  switch (state.phase) {
    case 'ready':
      return (
        <>
          {faults > 0 ? (
            <strong className="cell-error">{t(text(`${faults}处待改`, `${faults} to correct`))}</strong>
          ) : (
            <span className="sheet-good">{t(text('可以发起', 'Ready'))}</span>
          )}
          {repeats !== undefined && (
            <small className="sheet-repeat">{t(text(`与第${repeats}行重复`, `Same as line ${repeats}`))}</small>
          )}
        </>
      )
    case 'sending':
      return <output>{t(text('正在发起', 'Launching'))}</output>
    case 'launched':
      return (
        <span className="sheet-good">
          {t(text('已提交审签 ', 'Submitted '))}
          {caseLink(state.caseId)}
        </span>
      )
    case 'received':
      return (
        <span>
          {t(words.received)} {caseLink(state.caseId)}
        </span>
      )
    case 'refused':
      return (
        <span className="cell-error">
          {t(text('被退回：', 'Refused: '))}
          {t(state.text)}
          {state.fields.length === 0 && onRetry && (
            <Button size="small" onClick={onRetry}>
              {t(words.retry)}
            </Button>
          )}
        </span>
      )
    case 'unanswered':
      return (
        <span className="cell-error">
          {t(state.text)}
          <small>{t(text('重试不会重复立案。', 'A retry does not open it twice.'))}</small>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t(words.retry)}
            </Button>
          )}
        </span>
      )
  }
}
