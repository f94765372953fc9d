import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { StuckItem } from '../../../domain/stuck-views.ts'
import { text } from '../../../domain/text.ts'
import { copyText } from '../../clipboard.ts'
import { useText } from '../../language.tsx'
import { useTimes } from '../../times.ts'

/** Puts the words for the telephone on the clipboard. */
export function CopyItem({ item }: { item: StuckItem }) {
  const t = useText()
  const times = useTimes()
  const { message } = App.useApp()
  const name = item.number ?? item.caseId
  const since = times.fullClock(item.since)

  const copy = async () => {
    const lines = [
      [name, item.unitName, item.step && t(item.step)].filter(Boolean).join(t(text('，', ', '))),
      t(item.text),
      t(text(`自${since}起`, `Since ${since}`)),
    ]
    if (await copyText(lines.filter(Boolean).join('\n')))
      message.success(t(text('已复制，可粘贴到消息或记录中', 'Copied')))
    else
      message.error(
        t(
          text('浏览器不允许复制，请选中文字后手动复制', 'The browser does not allow copying; select the text instead'),
        ),
      )
  }

  return (
    <Button
      icon={<CopyOutlined />}
      onClick={() => void copy()}
      aria-label={t(text(`复制说明：${name ?? ''}`, `Copy: ${name ?? ''}`))}
    >
      {t(text('复制', 'Copy'))}
    </Button>
  )
}
