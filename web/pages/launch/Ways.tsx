import { EditOutlined, FileSearchOutlined, TableOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Text, text } from '../../../domain/text.ts'
import { useText } from '../../language.tsx'
import { paths } from '../../paths.ts'

export type Way = 'problem' | 'blank' | 'spreadsheet'

const ways: Record<Way, { title: Text; hint: Text; icon: ReactNode }> = {
  problem: {
    title: text('从问题发起', 'From a problem'),
    hint: text('选一件已登记的问题，自动带入单位、地点和事实', 'Unit, place and facts come from what is registered'),
    icon: <FileSearchOutlined />,
  },
  blank: {
    title: text('直接填写', 'From nothing'),
    hint: text('领导批示、暗访等尚未登记为问题的事项', 'For instructions, covert visits and the like'),
    icon: <EditOutlined />,
  },
  spreadsheet: {
    title: text('用表格批量发起', 'Many from a spreadsheet'),
    hint: text('下载模板填好上传，逐行核对后一次发出', 'Fill the template, upload, check each row, launch all'),
    icon: <TableOutlined />,
  },
}

/** The three ways to begin, the present one marked. */
export function Ways({ present }: { present: Way }) {
  const t = useText()
  const content = (way: Way) => (
    <>
      <span className="way-icon">{ways[way].icon}</span>
      <span className="way-title">{t(ways[way].title)}</span>
      <span className="way-hint">{t(ways[way].hint)}</span>
    </>
  )
  // The router would call the first way current on the page of the third, whose address begins alike.
  const mark = (way: Way) => ({
    className: way === present ? 'way way-on' : 'way',
    'aria-current': way === present ? ('page' as const) : undefined,
    activeOptions: { exact: true },
  })
  return (
    <nav className="ways" aria-label={t(text('发起方式', 'How to begin'))}>
      <Link to={paths.launch} search={{}} {...mark('problem')}>
        {content('problem')}
      </Link>
      <Link to={paths.launch} search={{ way: 'blank' }} {...mark('blank')}>
        {content('blank')}
      </Link>
      <Link to={paths.launchMany} {...mark('spreadsheet')}>
        {content('spreadsheet')}
      </Link>
    </nav>
  )
}
