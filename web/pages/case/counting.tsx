import { Popover } from 'antd'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import type { CaseView } from './view.ts'
import './standing.css'

type Counted = NonNullable<CaseView['counting']>

const per: Record<Counted['per'], Text> = {
  CASE: text('按事项累计', 'counted per case'),
  UNIT_YEAR: text('按单位年度累计', 'counted per unit and year'),
}

/** "第2次未落实，共2次触发约谈（按事项累计）": how the failures stand against the rule that is in force for this case. */
export const countingText = ({ failed, threshold, per: by }: Counted): Text =>
  failed === 0
    ? text(
        `尚无未落实，共${threshold}次触发约谈（${per[by].zh}）`,
        `No failure yet; ${threshold} lead to a talk (${per[by].en})`,
      )
    : text(
        `第${failed}次未落实，共${threshold}次触发约谈（${per[by].zh}）`,
        `Failure ${failed} of ${threshold} that lead to a talk (${per[by].en})`,
      )

/** The counting with the document that it rests on, a hover or a tap away. */
export function Counting({ counting }: { counting: Counted }) {
  const t = useText()
  return (
    <Popover
      trigger={['hover', 'click', 'focus']}
      content={
        <p className="counting-source">
          {t(text('计数依据：', 'Counting rule: '))}
          {counting.source}
        </p>
      }
    >
      <button type="button" className={counting.failed > 0 ? 'counting counting-failed' : 'counting'}>
        {t(countingText(counting))}
      </button>
    </Popover>
  )
}
