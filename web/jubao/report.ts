import { type Text, text } from '../../domain/text.ts'
import { ask, Failure } from './ask.ts'
import { type Draft, saveDraft } from './draft.ts'
import { element, put } from './dom.ts'
import { say } from './language.ts'
import { photoPicker } from './photos.ts'
import { positionButton } from './position.ts'

const LEAST_WORDS = 10
/** The server takes nothing that was written faster than a person writes. */
const LEAST_MS = 4_500

const titles: Record<'place' | 'words' | 'phone', Text> = {
  place: text('在哪里', 'Where'),
  words: text('什么情况', 'What is wrong'),
  phone: text('电话（可不填）', 'Telephone (optional)'),
}

const hints: Record<'place' | 'words' | 'phone', Text> = {
  place: text('路名、门牌、附近的店铺或小区', 'Street, number, a shop or estate nearby'),
  words: text(
    '什么脏乱问题，多久了。不必写您是谁；写了也会加密，承办单位看不到',
    'What it is, for how long. You need not say who you are',
  ),
  phone: text(
    '只用于回访“解决了没有”。加密保存，被反映的单位看不到',
    'Only to ask you whether it is solved. Encrypted; the unit you write about never sees it',
  ),
}

const tooShort: Record<'place' | 'words', Text> = {
  place: text('请写明地点，至少 2 个字', 'Say where, at least 2 characters'),
  words: text(`请写明情况，至少 ${LEAST_WORDS} 个字`, `Say what is wrong, at least ${LEAST_WORDS} characters`),
}

type Field = { node: HTMLElement; input: HTMLInputElement | HTMLTextAreaElement; fail: (why: Text | null) => void }

/** The form by which anybody reports filth. `done` gets the receipt code. */
export function reportForm(draft: Draft, done: (receipt: string) => void): HTMLElement {
  const keep = () => saveDraft(draft)
  const place = field('place', 120)
  const words = field('words', 1000)
  const phone = field('phone', 40)
  const trap = element('input', { name: 'website', tabindex: -1, autocomplete: 'off' })
  const problem = element('div', { role: 'alert' })
  const submit = element('button', { type: 'submit', class: 'main' }, say(text('提交', 'Send')))
  const photos = photoPicker(draft.photos, token, (sent) => {
    draft.photos = sent
    keep()
  })
  // The token comes before the first photo, and early enough for what is typed quickly.
  void token().catch(() => undefined)

  return element(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault()
        void send()
      },
    },
    element(
      'fieldset',
      {},
      element('legend', {}, say(text('照片（可不传，最多 4 张）', 'Photos (optional, up to 4)'))),
      photos.node,
    ),
    place.node,
    positionButton(draft, keep),
    words.node,
    phone.node,
    element('div', { class: 'unseen', 'aria-hidden': 'true' }, element('label', {}, 'Website ', trap)),
    problem,
    submit,
    element(
      'p',
      { class: 'hint' },
      say(
        text(
          '不用注册，不用实名。提交后得到回执码，凭码查进展。',
          'No account, no name. You get a code to follow it with.',
        ),
      ),
    ),
  )

  function field(name: 'place' | 'words' | 'phone', most: number): Field {
    const why = element('p', { id: `${name}-why`, class: 'wrong' })
    const properties = {
      id: name,
      maxlength: most,
      'aria-describedby': `${name}-hint ${name}-why`,
      oninput: () => {
        draft[name] = input.value
        keep()
        if (input.hasAttribute('aria-invalid')) fail(null)
      },
    }
    const input =
      name === 'words'
        ? element('textarea', { ...properties, rows: 5 })
        : element('input', {
            ...properties,
            type: name === 'phone' ? 'tel' : 'text',
            autocomplete: name === 'phone' ? 'tel' : 'off',
          })
    input.value = draft[name]
    const fail = (told: Text | null) => {
      if (told) input.setAttribute('aria-invalid', 'true')
      else input.removeAttribute('aria-invalid')
      put(why, told && say(told))
    }
    const node = element(
      'div',
      { class: 'field' },
      element('label', { for: name }, say(titles[name])),
      element('p', { id: `${name}-hint`, class: 'hint' }, say(hints[name])),
      input,
      why,
    )
    return { node, input, fail }
  }

  async function token(): Promise<string> {
    if (draft.token === '') {
      const { draft: fresh } = await ask<{ draft: string }>('begin')
      draft.token = fresh
      draft.since = Date.now()
      keep()
    }
    return draft.token
  }

  /** What is missing, told at its field; the first one gets the focus. */
  function isComplete(): boolean {
    const short = {
      place: draft.place.trim().length < 2,
      words: draft.words.trim().length < LEAST_WORDS,
    }
    place.fail(short.place ? tooShort.place : null)
    words.fail(short.words ? tooShort.words : null)
    if (short.place) place.input.focus()
    else if (short.words) words.input.focus()
    return !short.place && !short.words
  }

  async function send(): Promise<void> {
    put(problem)
    if (!isComplete()) return
    if (photos.busy()) return tell(text('照片还在上传，请稍候再提交。', 'Photos are still uploading; wait a moment.'))
    submit.disabled = true
    put(submit, say(text('正在提交', 'Sending')))
    try {
      await token()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, draft.since + LEAST_MS - Date.now())))
      const { commandId, spot } = draft
      const report = {
        place: draft.place,
        words: draft.words,
        phone: draft.phone,
        photoIds: draft.photos.map(({ id }) => id),
        ...(spot ? { spot } : {}),
      }
      const sent = { commandId, draft: draft.token, report, website: trap.value }
      done((await ask<{ receipt: string }>('report', sent)).receipt)
    } catch (error) {
      failed(
        error instanceof Failure
          ? error
          : new Failure(text('没有提交成功，请再试一次。', 'It was not sent; try again.')),
      )
    }
    submit.disabled = false
    put(submit, say(text('提交', 'Send')))
  }

  function failed(failure: Failure): void {
    for (const { path, text: why } of failure.fields) {
      const name = String(path.at(-1))
      const wrong = name === 'place' ? place : name === 'words' ? words : name === 'phone' ? phone : null
      wrong?.fail(why)
    }
    if (failure.code === 'DRAFT_STALE') {
      draft.token = ''
      keep()
    }
    tell(failure.told)
  }

  function tell(why: Text): void {
    put(problem, element('p', { class: 'wrong' }, say(why)))
  }
}
