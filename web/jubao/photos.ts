import { type Text, text } from '../../domain/text.ts'
import { Failure, sendPhoto } from './ask.ts'
import type { SentPhoto } from './draft.ts'
import { element, put } from './dom.ts'
import { say } from './language.ts'
import { shrink } from './shrink.ts'

const MOST = 4

type Tile = { file?: File; sent?: SentPhoto; part: number; failed?: Text }

const unreadable = text('这张照片打不开，请换一张或截图后再选。', 'This photo cannot be opened; choose another.')

export type Photos = { node: HTMLElement; busy: () => boolean }

/** The photos of a complaint: chosen, made smaller, sent at once, one after another. */
export function photoPicker(
  sent: SentPhoto[],
  token: () => Promise<string>,
  changed: (sent: SentPhoto[]) => void,
): Photos {
  let tiles: Tile[] = sent.map((photo) => ({ sent: photo, part: 1 }))
  let sending: Promise<void> = Promise.resolve()
  const list = element('ul', { class: 'photos' })
  const status = element('p', { class: 'hint', 'aria-live': 'polite' })
  const input = element('input', {
    type: 'file',
    accept: 'image/*',
    multiple: true,
    id: 'photos',
    class: 'unseen',
    onchange: () => {
      for (const file of [...(input.files ?? [])].slice(0, MOST - tiles.length)) {
        const tile: Tile = { file, part: 0 }
        tiles.push(tile)
        send(tile)
      }
      input.value = ''
      show()
    },
  })
  const choose = element('label', { class: 'choose', for: 'photos' })

  function send(tile: Tile): void {
    sending = sending.then(() => sendOne(tile))
  }

  async function sendOne(tile: Tile): Promise<void> {
    if (!tile.file || !tiles.includes(tile)) return
    tile.failed = undefined
    show()
    try {
      const { photo, small } = await shrink(tile.file).catch(() => {
        throw new Failure(unreadable)
      })
      const id = await sendPhoto(photo, await token(), (part) => {
        tile.part = part
        show()
      })
      tile.sent = { id, small }
      tile.part = 1
      if (tiles.includes(tile)) tell()
    } catch (error) {
      tile.failed = error instanceof Failure ? error.told : unreadable
    }
    show()
  }

  const tell = () => changed(tiles.flatMap((tile) => tile.sent ?? []))

  function remove(tile: Tile): void {
    tiles = tiles.filter((other) => other !== tile)
    tell()
    show()
  }

  function show(): void {
    put(list, ...tiles.map((tile, index) => shown(tile, index)))
    const waiting = tiles.filter(({ sent: done, failed }) => !done && !failed).length
    put(choose, say(tiles.length === 0 ? text('拍照或选照片', 'Take or choose photos') : text('再加照片', 'Add more')))
    choose.hidden = tiles.length >= MOST
    input.disabled = tiles.length >= MOST
    put(status, waiting > 0 && say(text(`还有 ${waiting} 张正在上传`, `${waiting} still uploading`)))
  }

  function shown(tile: Tile, index: number): HTMLElement {
    const name = say(text(`第 ${index + 1} 张`, `photo ${index + 1}`))
    return element(
      'li',
      { class: tile.failed ? 'photo failed' : 'photo' },
      tile.sent
        ? element('img', { src: tile.sent.small, alt: name })
        : !tile.failed && element('progress', { max: 1, value: tile.part, 'aria-label': name }),
      tile.failed && element('span', {}, say(tile.failed)),
      tile.failed &&
        tile.file &&
        element('button', { type: 'button', onclick: () => send(tile) }, say(text('重传', 'Again'))),
      element(
        'button',
        {
          type: 'button',
          class: 'remove',
          'aria-label': say(text(`删除${name}`, `Remove ${name}`)),
          onclick: () => remove(tile),
        },
        say(text('删除', 'Remove')),
      ),
    )
  }

  show()
  return {
    node: element('div', {}, list, input, choose, status),
    busy: () => tiles.some(({ sent: done, failed }) => !done && !failed),
  }
}
