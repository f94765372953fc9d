import { App, Button } from 'antd'
import { text } from '../../../domain/text.ts'
import { copyText } from '../../clipboard.ts'
import { useText } from '../../language.tsx'

/** A command to be typed into a shell, with a way to take it along. */
export function Command({ line }: { line: string }) {
  const t = useText()
  const { message } = App.useApp()
  const copy = async () => {
    if (await copyText(line)) message.success(t(text('已复制', 'Copied')))
    else message.error(t(text('浏览器不允许复制，请手工抄写', 'The browser does not allow copying; write it down')))
  }
  return (
    <div className="restore-command">
      <code>{line}</code>
      <Button size="small" onClick={() => void copy()}>
        {t(text('复制', 'Copy'))}
      </Button>
    </div>
  )
}
