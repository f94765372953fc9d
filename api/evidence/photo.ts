import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { refusal, type RefusalCode } from '../../domain/refusals.ts'
import { MAX_PHOTO_PIXELS, SHOWN_SIDE } from '../../domain/photos.ts'
import { RefusalError } from '../errors.ts'
import { taking } from './turns.ts'

// A hostile file meets three decoders and no other.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'],
})
// Photos are opened once: a cache would only hold on to memory and files.
sharp.cache(false)

/** A decoded photo takes up to 160 MB: two at a time, whoever uploads. */
const turn = taking(2)

export type PhotoFormat = 'jpeg' | 'png' | 'webp'

/** The copy that is shown: upright, at most SHOWN_SIDE pixels a side, without any metadata. */
export type ShownPhoto = { format: PhotoFormat; jpeg: Buffer; width: number; height: number }

const refuse = (code: RefusalCode, params = {}) => new RefusalError(refusal(code, params))

/**
 * Decodes a file in full and makes the copy that is shown. Throws a RefusalError when it is not a JPEG, PNG or
 * WebP photo, is damaged or cut short, or has more pixels than allowed.
 */
export async function makeShown(path: string): Promise<ShownPhoto> {
  const format = formatOf(await firstBytes(path))
  const header = await decoder(path)
    .metadata()
    .catch(() => {
      throw refuse('NOT_A_PHOTO')
    })
  if (header.format !== format) throw refuse('NOT_A_PHOTO')
  if (header.width * header.height > MAX_PHOTO_PIXELS) {
    throw refuse('TOO_MANY_PIXELS', { megapixels: String(MAX_PHOTO_PIXELS / 1_000_000) })
  }
  return turn(async () => {
    try {
      const { data, info } = await decoder(path, MAX_PHOTO_PIXELS)
        .autoOrient()
        .resize({ width: SHOWN_SIDE, height: SHOWN_SIDE, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 82 })
        .timeout({ seconds: 20 })
        .toBuffer({ resolveWithObject: true })
      return { format, jpeg: data, width: info.width, height: info.height }
    } catch {
      throw refuse('NOT_A_PHOTO')
    }
  })
}

/** A smaller copy of a shown photo, `width` pixels wide at most. */
export const makeThumbnail = (jpeg: Buffer, width: number): Promise<Buffer> =>
  turn(() => sharp(jpeg).resize({ width, withoutEnlargement: true }).jpeg({ quality: 75 }).toBuffer())

const decoder = (path: string, limitInputPixels: number | false = false) =>
  sharp(path, { limitInputPixels, failOn: 'error' })

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** What a file says it is, whatever its name or sender says. */
function formatOf(head: Buffer): PhotoFormat {
  const ascii = head.toString('latin1')
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'webp'
  if (/^.{4}ftyp(hei|hev|mif1|msf1|avif)/s.test(ascii)) throw refuse('HEIC_PHOTO')
  throw refuse('NOT_A_PHOTO')
}
