import type { Photo } from '../../../domain/fields.ts'
import { MAX_PHOTO_BYTES, photoTypes } from '../../../domain/photos.ts'
import { type Text, text } from '../../../domain/text.ts'
import { announceSessionLost } from '../../trpc.ts'

/** Where a stored photo is served; `width` asks for a smaller copy. */
export const photoUrl = (id: string, width?: number): string => `/api/evidence/${id}${width ? `?w=${width}` : ''}`

/** Why a file cannot be a photo, or null when it can. */
export function whyNotPhoto(file: File): Text | null {
  if (!photoTypes.some((type) => type === file.type))
    return text('不是照片：只收 JPG、PNG、WebP 格式。', 'Not a photo: JPG, PNG or WebP only.')
  if (file.size > MAX_PHOTO_BYTES) return text('照片超过15MB，请压缩后再传。', 'Larger than 15 MB; please compress it.')
  if (file.size === 0) return text('这个文件是空的，请重新拍摄。', 'The file is empty; please take it again.')
  return null
}

const unreachable = text('网络不通，没有传上去，请重试。', 'The network failed; please try again.')
const refused = text('服务器没有收下这张照片，请重试。', 'The server did not take this photo; please try again.')

type Answer = { id?: string; sha256?: string; refusal?: { text: Text } }

const parse = (body: string): Answer => {
  try {
    return JSON.parse(body) as Answer
  } catch {
    return {}
  }
}

/**
 * Sends the original bytes of a photo. `onProgress` is told the part sent, 0 to 1. Rejects with a `Text` that
 * says what to do. XMLHttpRequest, because fetch tells nothing about what was sent.
 */
export function uploadPhoto(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Photo> {
  return new Promise((resolve, reject: (why: Text) => void) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/evidence')
    request.setRequestHeader('Content-Type', file.type)
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      if (request.status < 300 && answer.id && answer.sha256) resolve({ id: answer.id, sha256: answer.sha256 })
      else {
        if (request.status === 401) announceSessionLost()
        reject(answer.refusal?.text ?? refused)
      }
    })
    for (const failure of ['error', 'timeout']) request.addEventListener(failure, () => reject(unreachable))
    request.timeout = 180_000
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
