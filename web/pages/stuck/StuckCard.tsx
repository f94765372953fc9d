import { CopyOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { text } from '../../../domain/text.ts'
import type { StuckItem } from '../../../domain/views.ts'
import { copyText } from '../../clipboard.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useCan } from '../../session.tsx'
import { useTimes } from '../../times.ts'

/** One thing that does not move: what it is, since when, and the words for the telephone. Of the case only its number. */
export function StuckCard({ item }: { item: StuckItem }) {
  const t = useText()
  const times = useTimes()
  const can = useCan()
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
    <li className="stuck-item">
      <div className="stuck-what">
        <p className="stuck-facts">
          {name &&
            (item.caseId && can('case.read') ? (
              <Link to={paths.case} params={{ caseId: item.caseId }}>
                {name}
              </Link>
            ) : (
              <strong>{name}</strong>
            ))}
          {item.unitName && <span>{item.unitName}</span>}
          {item.step && <span>{t(item.step)}</span>}
        </p>
        <p className="stuck-text">{t(item.text)}</p>
        <p className="stuck-since">
          {t(text('自', 'Since '))}
          <time dateTime={item.since}>{since}</time>
          {t(text('起', ''))}
        </p>
        {item.detail && (
          <details>
            <summary>{t(text('技术详情', 'Technical detail'))}</summary>
            <pre>{item.detail}</pre>
          </details>
        )}
      </div>
      <Button
        icon={<CopyOutlined />}
        onClick={() => void copy()}
        aria-label={t(text(`复制说明：${name ?? ''}`, `Copy: ${name ?? ''}`))}
      >
        {t(text('复制', 'Copy'))}
      </Button>
    </li>
  )
}
