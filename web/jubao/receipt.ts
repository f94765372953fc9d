import { text } from '../../domain/text.ts'
import { element, put } from './dom.ts'
import { say } from './language.ts'

/** The receipt: the only way to follow a complaint, so it is large, copied with one touch, and printed alone. */
export function receiptPage(receipt: string, follow: () => void, another: () => void): HTMLElement {
  const note = element('p', { class: 'hint', 'aria-live': 'polite' })
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(receipt)
      put(note, say(text('已复制', 'Copied')))
    } catch {
      const range = document.createRange()
      range.selectNodeContents(code)
      getSelection()?.removeAllRanges()
      getSelection()?.addRange(range)
      put(note, say(text('已选中，请长按复制', 'Selected: press and hold to copy')))
    }
  }
  const code = element('output', { class: 'code', 'aria-label': say(text('回执码', 'Receipt code')) }, receipt)
  return element(
    'section',
    { class: 'receipt' },
    element('h2', { tabindex: -1 }, say(text('已收到', 'Received'))),
    element('p', {}, say(text('这是您的回执码，凭它查进展和答复：', 'This code shows you how it goes on:'))),
    code,
    element(
      'p',
      { class: 'wrong' },
      say(
        text(
          '请截图或抄下来。我们不知道您是谁，丢了无法补发。',
          'Keep a picture of it: nobody can give it to you again.',
        ),
      ),
    ),
    element(
      'div',
      { class: 'actions' },
      element(
        'button',
        { type: 'button', class: 'main', onclick: () => void copy() },
        say(text('复制回执码', 'Copy the code')),
      ),
      element('button', { type: 'button', onclick: () => window.print() }, say(text('打印', 'Print'))),
    ),
    note,
    element(
      'div',
      { class: 'actions' },
      element('button', { type: 'button', onclick: follow }, say(text('查进展', 'Follow it'))),
      element('button', { type: 'button', onclick: another }, say(text('再反映一件', 'Report another'))),
    ),
  )
}
