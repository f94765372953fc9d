import { App, Button } from 'antd'
import { text } from '../../../domain/text.ts'
import { copyText } from '../../clipboard.ts'
import { useText } from '../../language.tsx'
import { caseAddress } from '../../paths.ts'

/** Puts what a case is about and its address on the clipboard, to be pasted into the work group's chat. */
export function CopyLink({ caseId, summary }: { caseId: string; summary: string }) {
  const t = useText()
  const { message } = App.useApp()
  const copy = async () => {
    if (await copyText(`${summary} ${caseAddress(caseId)}`)) void message.success(t(text('链接已复制', 'Link copied')))
    else void message.error(t(text('没有复制成功，请手工复制地址栏', 'Not copied; please copy the address bar')))
  }
  return (
    <Button size="small" onClick={() => void copy()}>
      {t(text('复制链接', 'Copy link'))}
    </Button>
  )
}
