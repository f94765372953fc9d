import { text } from '../../domain/text.ts'
import type { Draft } from './draft.ts'
import { element, put } from './dom.ts'
import { say } from './language.ts'

/** Adds where one stands, only when asked, to about ten metres; a browser without it shows nothing. */
export function positionButton(draft: Draft, keep: () => void): HTMLElement {
  const node = element('div', { class: 'position', 'aria-live': 'polite' })
  const available = 'geolocation' in navigator && window.isSecureContext

  function find(): void {
    put(node, element('p', { class: 'hint' }, say(text('正在定位', 'Finding your position'))))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        draft.spot = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`
        keep()
        show()
      },
      () => show(text('没有定位成功，写明地点即可。', 'No position found; the place in words is enough.')),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }

  function show(note?: ReturnType<typeof text>): void {
    const remove = () => {
      draft.spot = ''
      keep()
      show()
    }
    if (draft.spot)
      put(
        node,
        element('span', {}, say(text('已附上当前位置', 'Your position is added'))),
        element('button', { type: 'button', onclick: remove }, say(text('去掉', 'Remove'))),
      )
    else
      put(
        node,
        note && element('p', { class: 'hint' }, say(note)),
        available &&
          element(
            'button',
            { type: 'button', onclick: find },
            say(text('附上当前位置（可不用）', 'Add my position (optional)')),
          ),
      )
  }

  show()
  return node
}
