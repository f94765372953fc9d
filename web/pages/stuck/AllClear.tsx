import { CheckOutlined } from '@ant-design/icons'
import { text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'

/** Nothing is stuck, and that was looked for: how many processes were looked at. */
export function AllClear({ openCases }: { openCases: number }) {
  const t = useText()
  return (
    <div className="stuck-clear">
      <CheckOutlined aria-hidden="true" />
      <p>{t(text('一切正常，没有卡住的案件', 'All clear: nothing is stuck'))}</p>
      <ul>
        <li>{t(text(`在办流程${openCases}个，都在运行`, `${openCases} open process(es), all running`))}</li>
        <li>{t(text('没有超期等人办理的环节', 'No step is overdue on a person'))}</li>
        <li>{t(text('流程没有出错、重试、被暂停或被结束', 'No process is failing, retrying, paused or ended'))}</li>
        <li>{t(text('收到的操作全部已办结', 'Every act received has been decided'))}</li>
      </ul>
    </div>
  )
}
