import { text } from '../../domain/text.ts'
import { forgetDraft, loadDraft } from './draft.ts'
import { element, put } from './dom.ts'
import { followPage } from './follow.ts'
import { say, switchLanguage } from './language.ts'
import { receiptPage } from './receipt.ts'
import { reportForm } from './report.ts'

/** The public page: report filth, and follow what became of it. No account, no cookie, no third party. */

type Screen = 'report' | 'receipt' | 'follow'

const KEY = 'jubao.receipt'
const page = document.getElementById('page') as HTMLElement
let draft = loadDraft()
let receipt = sessionStorage.getItem(KEY) ?? ''
let screen: Screen = receipt ? 'receipt' : location.hash === '#follow' ? 'follow' : 'report'

function go(to: Screen): void {
  screen = to
  show()
  window.scrollTo(0, 0)
}

/** Once it is sent, only the code is left, until the window is closed. */
function received(code: string): void {
  receipt = code
  sessionStorage.setItem(KEY, code)
  draft = forgetDraft()
  go('receipt')
  page.querySelector<HTMLElement>('h2')?.focus()
}

function another(): void {
  receipt = ''
  sessionStorage.removeItem(KEY)
  go('report')
}

function content(): HTMLElement {
  switch (screen) {
    case 'report':
      return reportForm(draft, received)
    case 'receipt':
      return receiptPage(receipt, () => go('follow'), another)
    case 'follow':
      return followPage(receipt)
  }
}

function show(): void {
  document.title = say(text('卫生举报', 'Report filth'))
  const tab = (to: Screen, name: string) =>
    element(
      'button',
      { type: 'button', 'aria-current': to === screen ? 'page' : undefined, onclick: () => go(to) },
      name,
    )
  const other = () => {
    switchLanguage()
    show()
  }
  put(
    page,
    element(
      'header',
      {},
      element('h1', {}, say(text('卫生举报', 'Report filth'))),
      element('button', { type: 'button', class: 'language', onclick: other }, say(text('English', '中文'))),
    ),
    element(
      'nav',
      { 'aria-label': say(text('页面', 'Pages')) },
      tab(
        receipt && screen !== 'report' ? 'receipt' : 'report',
        say(receipt ? text('回执', 'Receipt') : text('我要反映', 'Report')),
      ),
      tab('follow', say(text('查进展', 'Follow'))),
    ),
    element(
      'main',
      {},
      screen === 'report' &&
        element(
          'p',
          { class: 'urgent' },
          say(
            text('着火、有人受伤、有危险：先拨 119、120、110。', 'Fire, injury, danger: call 119, 120 or 110 first.'),
          ),
        ),
      content(),
    ),
  )
}

show()
