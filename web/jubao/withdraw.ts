import type { Followed } from '../../domain/complaint-views.ts'
import { text } from '../../domain/text.ts'
import { ask, Failure } from './ask.ts'
import { element, put } from './dom.ts'
import { randomId } from './draft.ts'
import { say } from './language.ts'

/** Takes a complaint back: asked once more before it is done, the reason theirs to give or not. */
export function withdrawPart(receipt: string, done: (standing: Followed) => void): HTMLElement {
  // Made once, so that sending again after a lost connection is the same act.
  const commandId = randomId()
  const part = element('section', { class: 'withdraw' })
  const ask1 = element('button', { type: 'button', onclick: () => question() }, say(text('撤回举报', 'Withdraw it')))

  function question(): void {
    const reason = element('textarea', {
      id: 'withdraw-reason',
      rows: 2,
      maxlength: 300,
      'aria-describedby': 'withdraw-hint',
    })
    const why = element('p', { class: 'wrong', role: 'alert' })
    const yes = element(
      'button',
      { type: 'button', class: 'main', onclick: () => void send() },
      say(text('确认撤回', 'Yes, withdraw it')),
    )
    async function send(): Promise<void> {
      yes.disabled = true
      put(why)
      try {
        done(await ask<Followed>('withdraw', { commandId, receipt, reason: reason.value.trim() }))
      } catch (error) {
        put(why, say(error instanceof Failure ? error.told : text('没有办成，请再试一次。', 'That failed; try again.')))
        yes.disabled = false
      }
    }
    const heading = element('h3', { tabindex: -1 }, say(text('确认撤回这件举报？', 'Withdraw this complaint?')))
    put(
      part,
      heading,
      element(
        'p',
        {},
        say(
          text(
            '撤回后不再答复和回访。已经发现的问题仍会处理。撤回不能取消，可以重新反映。',
            'Nobody will answer or call any more. What was found is still put right. It cannot be undone; you may report anew.',
          ),
        ),
      ),
      element(
        'div',
        { class: 'field' },
        element('label', { for: 'withdraw-reason' }, say(text('原因（可不填）', 'Why (optional)'))),
        element(
          'p',
          { class: 'hint', id: 'withdraw-hint' },
          say(text('办理的同志看得到，请不要写姓名和电话。', 'Read by those who handle it: no names or numbers.')),
        ),
        reason,
      ),
      why,
      element(
        'div',
        { class: 'actions' },
        yes,
        element('button', { type: 'button', onclick: () => put(part, ask1) }, say(text('不撤回', 'Keep it'))),
      ),
    )
    heading.focus()
  }

  put(part, ask1)
  return part
}
