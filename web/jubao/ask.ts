import { type Text, text } from '../../domain/text.ts'

/** What went wrong, in words for the person; `field` when it is about one. */
export class Failure extends Error {
  readonly told: Text
  readonly code: string
  readonly fields: { path: (string | number)[]; text: Text }[]
  constructor(told: Text, code = '', fields: Failure['fields'] = []) {
    super(told.zh)
    this.told = told
    this.code = code
    this.fields = fields
  }
}

type Refusal = { code: string; text: Text; fields?: Failure['fields'] }
type Answer<T> = { result?: { data: T }; error?: { data?: { refusal?: Refusal | null } }; message?: string }

const offline = text('网络不通，请稍后再试。已填内容不会丢失。', 'No connection. Try again; nothing you typed is lost.')
const broken = text(
  '暂时没有办成，请稍后再试。已填内容不会丢失。',
  'That did not work. Try again; nothing you typed is lost.',
)
const flooded = text('操作过于频繁，请稍等一分钟再试。', 'Too often: wait a minute and try again.')

const refused = ({ code, text: told, fields }: Refusal): Failure => new Failure(told, code, fields)

/** Asks the API. Throws a Failure with what to tell. */
export async function ask<T>(what: 'begin' | 'report' | 'follow' | 'withdraw', body: unknown = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/trpc/complaint.${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new Failure(offline)
  }
  const answer = (await response.json().catch(() => ({}))) as Answer<T>
  if (answer.result) return answer.result.data
  const refusal = answer.error?.data?.refusal
  if (refusal) throw refused(refusal)
  throw new Failure(response.status === 429 ? flooded : broken)
}

/** Sends one photo, telling how far it is (0 to 1). Resolves with its id; rejects with a Failure. */
export function sendPhoto(photo: Blob, token: string, progress: (part: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/public/evidence')
    request.setRequestHeader('content-type', photo.type || 'image/jpeg')
    request.setRequestHeader('x-draft', token)
    request.timeout = 120_000
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      try {
        const answer = JSON.parse(request.responseText) as { id?: string; refusal?: Refusal }
        if (answer.id) return resolve(answer.id)
        reject(answer.refusal ? refused(answer.refusal) : new Failure(request.status === 429 ? flooded : broken))
      } catch {
        reject(new Failure(broken))
      }
    })
    request.addEventListener('error', () => reject(new Failure(offline)))
    request.addEventListener('timeout', () => reject(new Failure(offline)))
    request.send(photo)
  })
}
