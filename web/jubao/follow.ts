import type { Followed } from '../../domain/complaint-views.ts'
import { type Text, text } from '../../domain/text.ts'
import { ask, Failure } from './ask.ts'
import { element, put } from './dom.ts'
import { say } from './language.ts'
import { withdrawPart } from './withdraw.ts'

const missing = text('请输入 16 位回执码', 'Enter the code of 16 signs')

/** How a complaint goes on, for whoever has its code. Shows nothing about people, and keeps the code nowhere. */
export function followPage(code: string): HTMLElement {
  const input = element('input', {
    id: 'code',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    maxlength: 40,
    placeholder: 'XXXX-XXXX-XXXX-XXXX',
    'aria-describedby': 'code-why',
  })
  input.value = code
  const why = element('p', { id: 'code-why', class: 'wrong', role: 'alert' })
  const answer = element('div', { 'aria-live': 'polite' })
  const button = element('button', { type: 'submit', class: 'main' }, say(text('查询', 'Look it up')))

  const show = (standing: Followed): void =>
    put(answer, told(standing), standing.withdrawable && withdrawPart(input.value, show))

  async function look(): Promise<void> {
    put(why)
    put(answer)
    if (input.value.replace(/[^0-9a-z]/gi, '').length === 0) {
      put(why, say(missing))
      input.focus()
      return
    }
    button.disabled = true
    try {
      show(await ask<Followed>('follow', { receipt: input.value }))
    } catch (error) {
      const wrong: Text =
        error instanceof Failure ? error.told : text('没有查到，请再试一次。', 'Not found; try again.')
      put(why, say(wrong))
    }
    button.disabled = false
  }

  if (code) void look()
  return element(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault()
        void look()
      },
    },
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'code' }, say(text('回执码', 'Receipt code'))),
      input,
      why,
    ),
    button,
    answer,
  )
}

function told({ title, detail, receivedOn, reply, repliedOn, remedy, notice }: Followed): HTMLElement {
  return element(
    'section',
    { class: 'standing' },
    element('h2', {}, say(title)),
    element('p', {}, say(detail)),
    element('p', { class: 'hint' }, say(text(`${receivedOn} 收到`, `Received ${receivedOn}`))),
    reply !== null &&
      element(
        'div',
        { class: 'reply' },
        element(
          'h3',
          {},
          say(text(`答复${repliedOn ? `（${repliedOn}）` : ''}`, `Reply${repliedOn ? ` (${repliedOn})` : ''}`)),
        ),
        element('p', {}, reply),
      ),
    notice && element('p', { class: 'reply' }, say(notice)),
    remedy && element('p', { class: 'hint' }, say(remedy)),
  )
}
